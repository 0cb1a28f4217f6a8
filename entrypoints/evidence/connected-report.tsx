import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Report } from '../../components/evidence/Report.tsx';
import { ask } from '../../lib/browser/ask.ts';
import { type Problem, problemOf } from '../../lib/core/problem.ts';

export function ConnectedReport({ execution }: Readonly<{ execution: string }>): JSX.Element {
  const [html, setHtml] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => {
    void ask<'report'>({ type: 'report', execution }).then((reply) => {
      if (reply.ok) setHtml(reply.value.html);
      else setProblem(problemOf(reply.reason));
    });
  }, [execution]);
  return <Report html={html} problem={problem} />;
}
