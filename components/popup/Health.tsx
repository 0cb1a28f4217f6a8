import type { JSX } from 'preact';
import type { HealthLine, PopupView } from '../../lib/core/execution/view.ts';
import { Glyph } from '../ui/Glyph.tsx';
import { legLook } from '../ui/meaning.ts';

/** Case system, you, profile, and what becomes of a second submit: always these four, always here. */
export function Health({ lines }: Readonly<{ lines: PopupView['health'] }>): JSX.Element {
  return (
    <footer>
      <dl class="health" aria-label="Health of Countersign">
        {lines.map((line) => (
          <Line key={line.label} line={line} />
        ))}
      </dl>
    </footer>
  );
}

function Line({ line }: Readonly<{ line: HealthLine }>): JSX.Element {
  const look = legLook(line.state);
  return (
    <div>
      <Glyph name={look.glyph} meaning={look.meaning} isSmall />
      <dt>{line.label}</dt>
      <dd title={line.value}>
        {line.means === null ? (
          <>
            {line.value}
            {line.state !== 'green' && <span class="spoken">, {look.spoken.toLowerCase()}</span>}
          </>
        ) : (
          <details>
            <summary>
              {line.value}
              <span class="spoken">: what that means, and what to do</span>
            </summary>
            <p>{line.means}</p>
          </details>
        )}
      </dd>
    </div>
  );
}
