import type { JSX } from 'preact';
import type { Problem } from '../../lib/core/problem.ts';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { Reading } from '../ui/Reading.tsx';

/** The bundle's own report, in a frame without script, without network and without our origin. */
export function Report({ html, problem }: Readonly<{ html: string | null; problem: Problem | null }>): JSX.Element {
  return (
    <div class="cs report">
      <ProblemNote problem={problem} />
      {html === null ? problem === null && <Reading what="the report" /> : <iframe title="Evidence report" sandbox="" srcdoc={html} />}
    </div>
  );
}
