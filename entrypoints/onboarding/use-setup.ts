import { useCallback, useEffect, useState } from 'preact/hooks';
import { ask } from '../../lib/browser/ask.ts';
import type { OnboardingView } from '../../lib/core/execution/page-views.ts';
import { type Reason, sentence } from '../../lib/core/reason.ts';
import type { Reply, RequestOf } from '../../lib/wire/messages.ts';
import { readDeploymentFile } from './deployment-file.ts';
import { askForAccess, patternsToAsk } from './host-access.ts';

type SetupType = 'deployment-status' | 'use-range' | 'set-deployment' | 'sign-in' | 'sign-out';

export type Setup = Readonly<{
  view: OnboardingView | null;
  problem: string | null;
  /** The person allowed the consoles on this page. */
  hasAllowed: boolean;
  send: (request: RequestOf<SetupType>) => void;
  importFile: (file: File) => void;
  allow: () => void;
}>;

/** This browser's set-up as the worker knows it, and the ways to change it. Used by the first steps and the options. */
export function useSetup(): Setup {
  const [view, setView] = useState<OnboardingView | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [hasAllowed, setHasAllowed] = useState(false);
  const [patterns, setPatterns] = useState<readonly string[]>([]);

  // A browser asks a person only while the press lasts, so what it is asked for is known before there is anything to press.
  const take = useCallback((reply: Reply<SetupType>): void => {
    setProblem(reply.ok ? null : sentence(reply.reason));
    if (!reply.ok) return;
    void patternsToAsk().then((known) => {
      setPatterns(known);
      setView(reply.value);
    });
  }, []);
  const send = useCallback((request: RequestOf<SetupType>): void => void ask<SetupType>(request).then(take), [take]);
  const refuse = useCallback((reason: Reason) => setProblem(sentence(reason)), []);

  useEffect(() => send({ type: 'deployment-status' }), [send]);

  const importFile = (file: File): void => {
    void readDeploymentFile(file).then((read) =>
      read.isRead ? send({ type: 'set-deployment', deployment: read.deployment }) : refuse(read.reason),
    );
  };
  const allow = (): void => {
    void askForAccess(patterns).then((isAllowed) => {
      setHasAllowed(isAllowed);
      if (!isAllowed) return setProblem('Access was not given, so this console cannot be guarded. You can allow it at any time.');
      send({ type: 'deployment-status' });
    });
  };
  return { view, problem, hasAllowed, send, importFile, allow };
}
