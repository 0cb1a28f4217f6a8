import type { JSX } from 'preact';
import type { WayRow } from '../../lib/core/profile/builder-view.ts';
import { Word } from '../ui/Word.tsx';

type WaysProps = Readonly<{ ways: readonly WayRow[]; chosen: number; onChoose: (at: number) => void }>;

/** How it is found again: each way was tried on the page, and says how many it finds. */
export function Ways({ ways, chosen, onChoose }: WaysProps): JSX.Element {
  return (
    <fieldset class="ways">
      <legend class="field-label">How to find it again</legend>
      {ways.length === 0 && <p class="note stop">Nothing finds it and nothing else. It cannot be guarded as the page stands.</p>}
      {ways.map((way, at) => (
        <label key={way.says} class={way.isRight ? '' : 'unusable'}>
          <input type="radio" name="way" checked={chosen === at} disabled={!way.isRight} onChange={() => onChoose(at)} />
          <span class="code">{way.says}</span>
          {way.isRight ? (
            <Word meaning="go" glyph="match" word="1 hit" />
          ) : (
            <Word meaning="stop" glyph="denied" word={`${way.hits} hits`} />
          )}
          <small>{way.isRight ? way.grade : 'cannot be used: it finds others too'}</small>
        </label>
      ))}
    </fieldset>
  );
}
