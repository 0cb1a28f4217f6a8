import type { JSX } from 'preact';
import type { DryLine } from '../../lib/core/execution/dry-run.ts';
import type { DryVerdict, TriedRow } from '../../lib/core/profile/builder-view.ts';
import { Button } from '../ui/Button.tsx';
import type { GlyphName } from '../ui/glyph-shapes.ts';
import { type Meaning, verdictLook } from '../ui/meaning.ts';
import { Word } from '../ui/Word.tsx';
import type { BuilderProps } from './builder-acts.ts';
import { Write } from './Choose.tsx';

/** Fills the console in with a practice packet and shows what an execution would see. Nothing can be sent. */
export function DryRun({ view, acts }: BuilderProps): JSX.Element {
  const { tried, wrongCaught } = view;
  const why = view.practice.length === 0 ? 'dry-why' : null;
  return (
    <section class="card" aria-labelledby="dry-title">
      <h2 id="dry-title">Dry run</h2>
      <p class="soft">
        Enter these practice values in the console, screen by screen. The network gate stays closed for the submit the whole time. Each page
        is judged as an execution would judge it; only dialogs of the browser itself are not heard here.
      </p>
      <div class="pair">
        {view.practice.map(({ path, says, value }) => (
          <Write key={path} label={says} value={value} onWrite={(text) => acts.onPractice(path, text)} />
        ))}
      </div>
      <div class="acts">
        <Button blockedBy={why} onPress={acts.onTry}>
          {view.isTrying ? 'Run again' : 'Begin the dry run'}
        </Button>
        {why !== null && (
          <span id="dry-why" class="meta soft">
            No field is named yet.
          </span>
        )}
      </div>
      <div aria-live="polite">
        {view.dryVerdict !== null && (
          <p>
            <Word {...VERDICTS[view.dryVerdict.is]} word={`${view.dryVerdict.says}.`} />
          </p>
        )}
      </div>
      {view.isTrying && tried.length === 0 && <p class="soft">Nothing was looked at yet: go to the first screen in the console.</p>}
      {tried.map((row) => (
        <Tried key={row.title} row={row} />
      ))}
      {wrongCaught.of > 0 && (
        <p>
          {wrongCaught.count === wrongCaught.of ? (
            <Word meaning="go" glyph="match" word={`A wrong value on purpose: caught, ${wrongCaught.count} of ${wrongCaught.of}`} />
          ) : (
            <Word meaning="stop" glyph="denied" word={`A wrong value on purpose: caught only ${wrongCaught.count} of ${wrongCaught.of}`} />
          )}
        </p>
      )}
    </section>
  );
}

const VERDICTS: Readonly<Record<DryVerdict['is'], Readonly<{ meaning: Meaning; glyph: GlyphName }>>> = {
  go: { meaning: 'go', glyph: 'match' },
  open: { meaning: 'todo', glyph: 'waiting' },
  stop: { meaning: 'stop', glyph: 'halt' },
};

const LINES: Readonly<Record<DryLine['is'], Readonly<{ meaning: Meaning; glyph: GlyphName; word: string }>>> = {
  halts: { meaning: 'stop', glyph: 'halt', word: 'Halts' },
  holds: { meaning: 'fix', glyph: 'mismatch', word: 'Holds' },
  said: { meaning: 'work', glyph: 'waiting', word: 'Seen' },
};

function Tried({ row }: Readonly<{ row: TriedRow }>): JSX.Element {
  return (
    <div class="screen">
      <h3>{row.title}</h3>
      <ul>
        {row.fields.map(({ label, verdict, because }) => (
          <li key={label}>
            <span>{label}</span>
            <Word {...verdictLook(verdict)} />
            {because !== null && <small>{because}</small>}
          </li>
        ))}
        {row.lines.map(({ is, seen, now }) => (
          <li key={seen} class="seen">
            <Word {...LINES[is]} />
            <span>
              {seen} {now !== null && <span class="soft">{now}</span>}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
