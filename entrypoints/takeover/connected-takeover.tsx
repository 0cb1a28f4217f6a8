import type { JSX } from 'preact';
import { useCallback, useEffect, useState } from 'preact/hooks';
import type { DecideProps } from '../../components/takeover/Decide.tsx';
import { Takeover } from '../../components/takeover/Takeover.tsx';
import { ask, onChanged } from '../../lib/browser/ask.ts';
import type { TakeoverView } from '../../lib/core/execution/takeover-view.ts';
import type { ExecutionView } from '../../lib/core/execution/view.ts';
import { type Problem, problemOf } from '../../lib/core/problem.ts';
import type { Reply } from '../../lib/wire/messages.ts';

/** How often what came of a decision is read again. */
const REREAD_MS = 1_000;

/** The takeover page, joined to the worker. */
export function ConnectedTakeover({ caseId }: Readonly<{ caseId: string }>): JSX.Element {
  const [view, setView] = useState<TakeoverView | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [isDecided, setDecided] = useState(false);
  const [settled, setSettled] = useState<string | null>(null);
  const standing = useStanding(caseId, isDecided);

  useEffect(() => {
    void ask<'takeover'>({ type: 'takeover', caseId }).then((reply) =>
      reply.ok ? setView(reply.value) : setProblem(problemOf(reply.reason)),
    );
  }, [caseId]);

  /** One decision at a time; what it was refused with is shown, and what was done is done once. */
  const done = useCallback(async (asked: Promise<Reply<'decide'> | Reply<'reconcile'>>) => {
    setBusy(true);
    const reply = await asked;
    setBusy(false);
    setProblem(reply.ok ? null : problemOf(reply.reason));
    return reply.ok;
  }, []);

  const decide = useCallback<DecideProps['onDecide']>(
    (to, note) => void done(ask<'decide'>({ type: 'decide', caseId, to, note })).then(setDecided),
    [caseId, done],
  );

  const reconcile = useCallback<DecideProps['onReconcile']>(
    (found, note) =>
      void done(ask<'reconcile'>({ type: 'reconcile', caseId, found, note })).then((isDone) => {
        if (isDone && view?.is === 'open') setSettled(view.readBack?.found?.means ?? '');
      }),
    [caseId, done, view],
  );

  return (
    <Takeover
      view={view}
      problem={problem}
      gate={standing?.gate ?? null}
      nowMs={Date.now()}
      isBusy={isBusy}
      onDecide={decide}
      onReconcile={reconcile}
      settled={settled}
    />
  );
}

/** Where the execution of this case stands here, once a decision was made. */
function useStanding(caseId: string, isDecided: boolean): ExecutionView | null {
  const [standing, setStanding] = useState<ExecutionView | null>(null);
  useEffect(() => {
    if (!isDecided) return undefined;
    const life = new AbortController();
    const read = async () => {
      const reply = await ask<'state'>({ type: 'state' });
      const { body } = reply.ok ? reply.value : { body: null };
      const view = body?.is === 'running' || body?.is === 'preflight-red' ? body.view : null;
      if (!life.signal.aborted && view?.caseId === caseId) setStanding(view);
    };
    void read();
    onChanged(() => void read(), life.signal);
    const timer = setInterval(() => void read(), REREAD_MS);
    life.signal.addEventListener('abort', () => clearInterval(timer));
    return () => life.abort();
  }, [caseId, isDecided]);
  return standing;
}
