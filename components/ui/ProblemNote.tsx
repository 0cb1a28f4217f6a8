import type { JSX } from 'preact';
import type { Problem } from '../../lib/core/problem.ts';
import { Sentence } from './Sentence.tsx';

/** The place of what was not done. It stands in the document from the start, or what comes into it would not be read. */
export function ProblemNote({ problem }: Readonly<{ problem: Problem | null }>): JSX.Element {
  return <div aria-live="polite">{problem !== null && <ProblemWords problem={problem} />}</div>;
}

export function ProblemWords({ problem: { seen, expected, now } }: Readonly<{ problem: Problem }>): JSX.Element {
  return (
    <div class="note fix problem">
      <div class="says">
        <p>
          <b>
            <Sentence text={seen} />
          </b>
        </p>
        <p>{expected}</p>
        <p>
          <b>Now:</b> <Sentence text={now} />
        </p>
      </div>
    </div>
  );
}
