import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Problem } from '../../lib/core/problem.ts';
import { ProblemWords } from './ProblemNote.tsx';

/** After this long a person is told that it should be here by now. */
const LATE_MS = 5_000;

/** Said as long as the worker has not spoken. `what` goes on from "Reading". */
export function Reading({ what }: Readonly<{ what: string }>): JSX.Element {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), LATE_MS);
    return () => clearTimeout(timer);
  }, []);
  return <div aria-live="polite">{isLate ? <ProblemWords problem={late(what)} /> : <p class="soft">Reading {what} …</p>}</div>;
}

function late(what: string): Problem {
  return {
    seen: `Still reading ${what}.`,
    expected: `It should be here within ${LATE_MS / 1000} seconds.`,
    now: 'Wait a little. If it stays so, close this and open it again. Until then, submit nothing in the console.',
  };
}
