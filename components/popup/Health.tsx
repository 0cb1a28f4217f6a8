import type { JSX } from 'preact';
import type { HealthLine, PopupView } from '../../lib/core/execution/view.ts';
import { Glyph } from '../ui/Glyph.tsx';
import { legLook } from '../ui/meaning.ts';

/** Case system, you, policy, enforcement: always these four, always here. */
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
        {line.value}
        {line.state !== 'green' && <span class="spoken">, {look.spoken.toLowerCase()}</span>}
      </dd>
    </div>
  );
}
