import type { ComponentChildren, JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { TakeoverView } from '../../lib/core/execution/takeover-view.ts';
import type { GateView } from '../../lib/core/execution/view.ts';
import type { Problem } from '../../lib/core/problem.ts';
import { unreachable } from '../../lib/core/reason.ts';
import { Announcer } from '../ui/Announcer.tsx';
import { Gate } from '../ui/Gate.tsx';
import { Logo } from '../ui/Mark.tsx';
import { ProblemNote, ProblemWords } from '../ui/ProblemNote.tsx';
import { Reading } from '../ui/Reading.tsx';
import { Sentence } from '../ui/Sentence.tsx';
import { TenantBand } from '../ui/Tenant.tsx';
import { Decide, type DecideProps } from './Decide.tsx';
import { LeftBehind } from './LeftBehind.tsx';

type TakeoverProps = Pick<DecideProps, 'onDecide' | 'onReconcile' | 'isBusy'> &
  Readonly<{
    /** Null until the worker has spoken. */
    view: TakeoverView | null;
    /** Why the last decision was refused, or nothing can be read. */
    problem: Problem | null;
    /** Where the execution stands that this page began or went on with; null before a decision. */
    gate: GateView | null;
    /** What an execution was reconciled as, once it was. */
    settled: string | null;
    nowMs: number;
  }>;

/** One halted case: what was left, and the human acts that end the halt. Nothing else in this browser can. */
export function Takeover({ view, problem, gate, settled, nowMs, ...deciding }: TakeoverProps): JSX.Element {
  return (
    <div class="cs takeover">
      <header class="page-head">
        <h1>
          <Logo />
        </h1>
        <p class="soft">Takeover</p>
      </header>
      {view?.is === 'open' && <TenantBand tenant={view.capsule.packet.tenant} />}
      <main>
        <ProblemNote problem={problem} />
        <div aria-live="polite">
          {settled !== null && (
            <CameOf>
              <p class="note go">Reconciled. {settled}</p>
            </CameOf>
          )}
        </div>
        {gate !== null && (
          <CameOf>
            <Gate gate={{ ...gate, check: { isOffered: false, because: null } }} nowMs={nowMs} onCheckNow={() => undefined} />
          </CameOf>
        )}
        {view === null
          ? problem === null && <Reading what="what was left" />
          : gate === null && settled === null && <Body view={view} {...deciding} />}
      </main>
      <Announcer gate={gate} hasStatusRole={false} />
    </div>
  );
}

function Body({
  view,
  ...deciding
}: Readonly<{ view: TakeoverView }> & Pick<DecideProps, 'onDecide' | 'onReconcile' | 'isBusy'>): JSX.Element {
  switch (view.is) {
    case 'nothing':
      return (
        <section class="alone">
          <h2>{view.caseId}</h2>
          <ProblemWords problem={view.problem} />
          <p class="soft">Nothing can be decided here now. To look again, open this page from the popup.</p>
        </section>
      );
    case 'not-for-you':
      return (
        <section class="alone" data-takeover="not-for-you">
          <h2>{view.caseId}</h2>
          <p>
            <Sentence text={view.left} />
          </p>
          <p class="note stop">
            <span class="says">
              {view.says} <b>Now:</b> {view.now}
            </span>
          </p>
        </section>
      );
    case 'open':
      return (
        <div class="halves">
          <LeftBehind view={view} />
          <Decide offers={view.offers} readBack={view.readBack} isOwn={view.isOwn} {...deciding} />
        </div>
      );
    default:
      return unreachable(view);
  }
}

/**
 * What came of the decision: this page stays until the person closes it. The focus goes there, because the button that
 * had it is gone.
 */
function CameOf({ children }: Readonly<{ children: ComponentChildren }>): JSX.Element {
  const place = useRef<HTMLElement>(null);
  useLayoutEffect(() => place.current?.focus(), []);
  return (
    <section class="alone" aria-label="What came of it" ref={place} tabIndex={-1}>
      {children}
    </section>
  );
}
