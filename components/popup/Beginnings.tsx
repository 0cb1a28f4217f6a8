import type { JSX } from 'preact';
import type { LegRow } from '../../lib/core/execution/view.ts';
import { Legs } from '../ui/Legs.tsx';
import { Mark } from '../ui/Mark.tsx';
import { Sentence } from '../ui/Sentence.tsx';

export function NotSetUp(): JSX.Element {
  return (
    <section class="big">
      <Mark name="guarding" meaning="brand" />
      <h2>Not set up yet</h2>
      <p>Countersign does not know your case system and your console. Three steps, once.</p>
    </section>
  );
}

export function SignedOut({ system }: Readonly<{ system: string }>): JSX.Element {
  return (
    <section class="big">
      <Mark name="idle" meaning="work" />
      <h2>You are signed out</h2>
      <p>Sign in to {system} to see which approved requests you may execute.</p>
      <p class="soft">Until then nothing can be started, and the submit of a guarded console stays held.</p>
    </section>
  );
}

type AttentionProps = Readonly<{ title: string; why: string; rows: readonly LegRow[]; now: string }>;

/** The tool cannot see, so nothing can start. Unknown is never yes. */
export function Attention({ title, why, rows, now }: AttentionProps): JSX.Element {
  return (
    <section class="big">
      <Mark name="unknown" meaning="unknown" />
      <h2>{title}</h2>
      <p>
        <Sentence text={why} />
      </p>
      {rows.length > 0 && <Legs legs={rows} label="What was looked at" />}
      <p class="soft">
        <b class="ink">Now:</b> {now}
      </p>
    </section>
  );
}
