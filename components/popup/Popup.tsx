import type { JSX } from 'preact';
import type { ExecutionView, PopupView } from '../../lib/core/execution/view.ts';
import type { Problem } from '../../lib/core/problem.ts';
import { unreachable } from '../../lib/core/reason.ts';
import { Announcer } from '../ui/Announcer.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Logo } from '../ui/Mark.tsx';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { Reading } from '../ui/Reading.tsx';
import { TenantBand } from '../ui/Tenant.tsx';
import { Actions } from './Actions.tsx';
import { Attention, NotSetUp, SignedOut } from './Beginnings.tsx';
import { Calls } from './Calls.tsx';
import { EvidenceList } from './EvidenceList.tsx';
import { Health } from './Health.tsx';
import { OpenWindows } from './OpenWindows.tsx';
import type { PopupActions } from './popup-actions.ts';
import { Ready } from './Ready.tsx';
import { PreflightRed, Running } from './Running.tsx';
import { Status } from './Status.tsx';

type PopupProps = PopupActions &
  Readonly<{
    /** Null until the worker has spoken. */
    view: PopupView | null;
    /** Why the last request was refused, or nothing can be read. */
    problem: Problem | null;
    nowMs: number;
  }>;

/** One thing to do per view; the health of the tool is always in the same place, at the foot. */
export function Popup({ view, problem, nowMs, ...actions }: PopupProps): JSX.Element {
  const execution = view === null ? null : executionOf(view.body);
  return (
    <div class="cs popup">
      <header class="top">
        <h1>
          <Logo />
        </h1>
        <nav aria-label="Countersign">
          <a class="icon-button" href="evidence.html" target="_blank" rel="noreferrer" aria-label="Evidence" title="Evidence">
            <Icon name="seal" />
          </a>
          <a class="icon-button" href="options.html" target="_blank" rel="noreferrer" aria-label="Options" title="Options">
            <Icon name="sliders" />
          </a>
        </nav>
      </header>
      {execution !== null && <TenantBand tenant={execution.tenant} />}
      <main class="middle">
        <Status body={view?.body ?? null} nowMs={nowMs} />
        <ProblemNote problem={problem} />
        {view === null ? problem === null && <Reading what="what is at work here" /> : <Body view={view} nowMs={nowMs} actions={actions} />}
      </main>
      {view !== null && <Actions view={view} actions={actions} />}
      {view !== null && <Health lines={view.health} />}
      <Announcer gate={execution?.gate ?? null} reasons={execution?.reasons ?? []} hasStatusRole={false} />
    </div>
  );
}

function executionOf(body: PopupView['body']): ExecutionView | null {
  return body.is === 'running' || body.is === 'preflight-red' ? body.view : null;
}

type BodyProps = Readonly<{ view: PopupView; nowMs: number; actions: PopupActions }>;

function Body({ view, nowMs, actions }: BodyProps): JSX.Element {
  return (
    <>
      <Calls calls={view.calls} nowMs={nowMs} />
      <About view={view} actions={actions} />
      <OpenWindows windows={view.open} nowMs={nowMs} />
      <EvidenceList rows={view.evidence} onExport={actions.onExport} onOpenReport={actions.onOpenReport} />
    </>
  );
}

function About({ view: { body }, actions }: Omit<BodyProps, 'nowMs'>): JSX.Element {
  switch (body.is) {
    case 'not-set-up':
      return <NotSetUp />;
    case 'signed-out':
      return <SignedOut system={body.system} />;
    case 'attention':
      return <Attention {...body} />;
    case 'ready':
      return <Ready {...body} onStart={actions.onStart} onDecide={actions.onDecide} />;
    case 'preflight-red':
      return <PreflightRed view={body.view} why={body.why} />;
    case 'running':
      return <Running {...body} onAcknowledge={actions.onAcknowledge} />;
    default:
      return unreachable(body);
  }
}
