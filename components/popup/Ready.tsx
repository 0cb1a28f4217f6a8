import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { LeftCard, RequestCard } from '../../lib/core/execution/view.ts';
import { authorityWords } from '../ui/authority-words.ts';
import { Button } from '../ui/Button.tsx';
import { Glyph } from '../ui/Glyph.tsx';
import { Sentence } from '../ui/Sentence.tsx';
import { Flag } from '../ui/Tenant.tsx';
import { allVisible } from '../ui/visible.ts';

type ReadyProps = Readonly<{
  readAt: string;
  requests: readonly RequestCard[];
  left: readonly LeftCard[] | null;
  onStart: (caseId: string) => void;
  onDecide: (caseId: string) => void;
}>;

/** The approved requests that this operator may execute; a blocked one says why. */
export function Ready({ readAt, requests, left, onStart, onDecide }: ReadyProps): JSX.Element {
  return (
    <section class="list" aria-label="Approved for you">
      <h2>
        Approved for you <small>read {readAt}</small>
      </h2>
      {requests.length === 0 && <p class="soft">Nothing is approved for you now. Read again when the last approval is given.</p>}
      {requests.map((request) => (
        <Card key={request.caseId} request={request} onStart={onStart} onDecide={onDecide} />
      ))}
      {left === null && <p class="soft">Cases left by others could not be read. Read again.</p>}
      {left?.map((one) => (
        <Left key={one.caseId} left={one} onDecide={onDecide} />
      ))}
      <ByNumber onStart={onStart} />
    </section>
  );
}

/** Somebody who was called to a case that is not listed is told what stands in the way: its preflight says so. */
function ByNumber({ onStart }: Pick<ReadyProps, 'onStart'>): JSX.Element {
  const [caseId, setCaseId] = useState('');
  const wanted = caseId.trim();
  return (
    <form
      class="by-number"
      onSubmit={(event) => {
        event.preventDefault();
        if (wanted !== '') onStart(wanted);
      }}
    >
      <label class="field-label" for="case-number">
        Case number
      </label>
      <input
        class="input"
        id="case-number"
        value={caseId}
        maxLength={CASE_NUMBER_LENGTH_MAX}
        autocomplete="off"
        onInput={(event) => setCaseId(event.currentTarget.value)}
      />
      <Button size="small" blockedBy={wanted === '' ? 'by-number-hint' : null} onPress={() => onStart(wanted)}>
        Read this case
      </Button>
      <p class="meta soft" id="by-number-hint">
        For a case that is not listed here. Nothing is opened; what stands in the way is said.
      </p>
    </form>
  );
}

const CASE_NUMBER_LENGTH_MAX = 256;

const DECISIONS: Readonly<Record<LeftCard['decision'], string>> = {
  reconcile: 'Reconcile',
  'take-over': 'Take over',
  look: 'See what is known',
};

/** A case of somebody else that waits for a decision: security, above all, finds it here. */
function Left({ left, onDecide }: Readonly<{ left: LeftCard; onDecide: (caseId: string) => void }>): JSX.Element {
  const { caseId, tenant, says, mayHaveLeft, decision } = left;
  return (
    <article class="request blocked" aria-label={`${caseId}, ${tenant.name}`}>
      <CardHead tenant={tenant}>
        <Button size="small" onPress={() => onDecide(caseId)}>
          {DECISIONS[decision]}
        </Button>
      </CardHead>
      <p class="refs">
        <span>{caseId}</span>
      </p>
      <p class="why">
        <Glyph name="halt" meaning={mayHaveLeft ? 'unknown' : 'stop'} isSmall />
        <span>{says}</span>
      </p>
    </article>
  );
}

type CardProps = Pick<ReadyProps, 'onStart' | 'onDecide'> & Readonly<{ request: RequestCard }>;

function Card({ request, onStart, onDecide }: CardProps): JSX.Element {
  const { caseId, tenant, blocked } = request;
  const whyId = `why-${caseId}`;
  return (
    <article class={`request${blocked === null ? '' : ' blocked'}`} aria-label={`${caseId}, ${tenant.name}`}>
      <CardHead tenant={tenant}>
        {request.isLeft ? (
          <Button look="primary" size="small" onPress={() => onDecide(caseId)}>
            Take over
          </Button>
        ) : (
          <Button
            look={blocked === null ? 'primary' : 'usual'}
            size="small"
            blockedBy={blocked === null ? null : whyId}
            onPress={() => onStart(caseId)}
          >
            Start
          </Button>
        )}
      </CardHead>
      <p class="refs">
        <span>{caseId}</span>
        <span>{request.incident}</span>
        <span>packet v{request.packetVersion}</span>
      </p>
      {blocked === null ? (
        <Approved request={request} />
      ) : (
        <p class="why" id={whyId}>
          <Glyph name="stale" meaning="fix" isSmall />
          <span>
            <Sentence text={blocked} />
          </span>
        </p>
      )}
    </article>
  );
}

/** Which customer a card is about, and its one act. */
function CardHead({ tenant, children }: Readonly<{ tenant: RequestCard['tenant']; children: ComponentChildren }>): JSX.Element {
  return (
    <div class="head">
      <Flag tenantId={tenant.id} />
      <div class="name">
        <h3>{allVisible(tenant.name)}</h3>
        <p class="code">{tenant.id}</p>
      </div>
      {children}
    </div>
  );
}

function Approved({ request }: Readonly<{ request: RequestCard }>): JSX.Element {
  return (
    <>
      <dl class="facts">
        <dt>Scope</dt>
        <dd class="code">{request.scope.join(', ')}</dd>
        <dt>Administrator</dt>
        <dd class="code">{request.administrator}</dd>
        <dt>Window</dt>
        <dd>{request.window}</dd>
      </dl>
      <ul class="approvals" aria-label="Approvals">
        {request.approvals.map(({ label, seen, isGiven }) => (
          <li key={label}>
            <Glyph name={isGiven ? 'match' : 'empty'} meaning={isGiven ? 'go' : 'todo'} isSmall />
            <span>{authorityWords(label)}</span>
            <small>{seen}</small>
          </li>
        ))}
      </ul>
    </>
  );
}
