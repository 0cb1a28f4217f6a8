import type { ComponentChildren, JSX } from 'preact';
import type { ExecutionView, GateState, PopupView } from '../../lib/core/execution/view.ts';
import { unreachable } from '../../lib/core/reason.ts';
import { Button } from '../ui/Button.tsx';
import type { PopupActions } from './popup-actions.ts';

/** While it is read, and while a warning of the preflight waits for a person: nothing is claimed, and no console is open. */
const BEFORE_ENTRY: ReadonlySet<string> = new Set(['preflight', 'held']);

/** What can be started from this view, always at the foot. */
export function Actions({ view: { body, evidence }, actions }: Readonly<{ view: PopupView; actions: PopupActions }>): JSX.Element | null {
  switch (body.is) {
    case 'not-set-up':
      return (
        <Foot>
          <Button look="primary" onPress={actions.onSetUp}>
            Set up
          </Button>
        </Foot>
      );
    case 'signed-out':
      return (
        <Foot>
          <Button look="primary" onPress={actions.onSignIn}>
            Sign in
          </Button>
        </Foot>
      );
    case 'attention':
      return (
        <Foot>
          <ReadAgain actions={actions} look="primary" />
          <Button onPress={actions.onSignIn}>Sign in</Button>
        </Foot>
      );
    case 'ready':
      return (
        <Foot>
          <ReadAgain actions={actions} look="usual" />
        </Foot>
      );
    case 'preflight-red':
      return (
        <Foot>
          <ReadAgain actions={actions} look="primary" />
        </Foot>
      );
    case 'running':
      return !body.view.hasEntryBegun && BEFORE_ENTRY.has(body.view.gate.state) ? (
        <Foot>
          <Button look="danger" onPress={actions.onDoNotStart}>
            Do not start
          </Button>
        </Foot>
      ) : (
        <OfExecution view={body.view} evidence={evidence} actions={actions} />
      );
    default:
      return unreachable(body);
  }
}

/** What a person decides about it, on a page of its own. */
const DECISIONS: Readonly<Record<NonNullable<ExecutionView['decision']>, string>> = {
  'resume-or-abandon': 'Resume or abandon',
  look: 'See what is known',
};

/** Nothing is left to do in the console. */
const OVER: ReadonlySet<GateState> = new Set<GateState>(['confirmed', 'rejected', 'abandoned', 'taken-over']);

type OfExecutionProps = Readonly<{ view: ExecutionView; evidence: PopupView['evidence']; actions: PopupActions }>;

function OfExecution({ view: { gate, decision, execution, caseId }, evidence, actions }: OfExecutionProps): JSX.Element {
  const because = gate.check.isOffered ? null : gate.check.because;
  const hasCheck = gate.check.isOffered || because !== null;
  const canHalt = gate.state === 'filling' || gate.state === 'held' || gate.state === 'rechecking' || gate.state === 'armed';
  const bundle = evidence.find((row) => row.execution === execution && row.isExportable);
  const isOver = bundle !== undefined || OVER.has(gate.state);
  return (
    <Foot>
      {because !== null && (
        <p class="because" id="check-because">
          {because}
        </p>
      )}
      {bundle !== undefined && (
        <Button look="primary" icon="download" onPress={() => actions.onExport(execution)}>
          Export bundle
        </Button>
      )}
      {decision !== null && (
        <Button look={bundle === undefined ? 'primary' : 'usual'} onPress={() => actions.onDecide(caseId)}>
          {DECISIONS[decision]}
        </Button>
      )}
      {isOver && (
        <Button look={bundle === undefined ? 'primary' : 'usual'} onPress={actions.onReadAgain}>
          Back to the list
        </Button>
      )}
      <Button look={gate.check.isOffered || isOver || decision !== null ? 'usual' : 'primary'} onPress={actions.onGoToConsole}>
        Go to console
      </Button>
      {hasCheck && (
        <Button
          look={gate.check.isOffered ? 'primary' : 'usual'}
          blockedBy={because === null ? null : 'check-because'}
          onPress={actions.onCheckNow}
        >
          Check now
        </Button>
      )}
      {canHalt && (
        <Button look="danger" onPress={actions.onHalt}>
          Halt now
        </Button>
      )}
    </Foot>
  );
}

function ReadAgain({ actions, look }: Readonly<{ actions: PopupActions; look: 'primary' | 'usual' }>): JSX.Element {
  return (
    <Button look={look} icon="read-again" onPress={actions.onReadAgain}>
      Read again
    </Button>
  );
}

function Foot({ children }: Readonly<{ children: ComponentChildren }>): JSX.Element {
  return <div class="foot">{children}</div>;
}
