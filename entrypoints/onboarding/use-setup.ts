import { useCallback, useEffect, useState } from 'preact/hooks';
import { ask } from '../../lib/browser/ask.ts';
import type { OnboardingView } from '../../lib/core/execution/page-views.ts';
import { type Problem, problemOf } from '../../lib/core/problem.ts';
import type { Reply, RequestOf } from '../../lib/wire/messages.ts';
import { readDeploymentFile } from './deployment-file.ts';
import { askForAccess, patternsToAsk } from './host-access.ts';

type SetupType = 'deployment-status' | 'use-range' | 'set-deployment' | 'sign-in' | 'sign-out';

export type Setup = Readonly<{
  view: OnboardingView | null;
  problem: Problem | null;
  /** The person allowed the consoles on this page. */
  hasAllowed: boolean;
  send: (request: RequestOf<SetupType>) => void;
  importFile: (file: File) => void;
  allow: () => void;
}>;

const NO_ACCESS: Problem = {
  seen: 'Access was not given, so this console cannot be guarded.',
  expected: 'Countersign has to read the console’s pages, and hold its requests.',
  now: 'Press Allow on this console again, and allow it when the browser asks.',
};

/** This browser's set-up as the worker knows it, and the ways to change it. Used by the first steps and the options. */
export function useSetup(): Setup {
  const [view, setView] = useState<OnboardingView | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [hasAllowed, setHasAllowed] = useState(false);
  const [patterns, setPatterns] = useState<readonly string[]>([]);

  // A browser asks a person only while the press lasts, so what it is asked for is known before there is anything to press.
  const take = useCallback((reply: Reply<SetupType>): void => {
    setProblem(reply.ok ? null : problemOf(reply.reason));
    if (!reply.ok) return;
    void patternsToAsk().then((known) => {
      setPatterns(known);
      setView(reply.value);
    });
  }, []);
  const send = useCallback((request: RequestOf<SetupType>): void => void ask<SetupType>(request).then(take), [take]);

  useEffect(() => send({ type: 'deployment-status' }), [send]);

  const importFile = (file: File): void => {
    void readDeploymentFile(file).then((read) =>
      read.isRead ? send({ type: 'set-deployment', deployment: read.deployment }) : setProblem(problemOf(read.reason)),
    );
  };
  const allow = (): void => {
    void askForAccess(patterns).then((isAllowed) => {
      setHasAllowed(isAllowed);
      if (!isAllowed) return setProblem(NO_ACCESS);
      send({ type: 'deployment-status' });
    });
  };
  return { view, problem, hasAllowed, send, importFile, allow };
}
