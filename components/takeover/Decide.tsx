import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ReadBack } from '../../lib/core/execution/reconciling.ts';
import type { Finding } from '../../lib/core/execution/state.ts';
import type { Offer, Offers } from '../../lib/core/execution/takeover-view.ts';
import { Button } from '../ui/Button.tsx';

export type Act = 'resume' | 'abandon';

export type DecideProps = Readonly<{
  offers: Offers;
  readBack: ReadBack | null;
  isOwn: boolean;
  /** A decision is on its way. */
  isBusy: boolean;
  onDecide: (to: Act, note: string) => void;
  onReconcile: (found: Finding, note: string) => void;
}>;

/** The human acts. Each needs a reason in words, and each that is not offered says why. */
export function Decide({ offers, readBack, isOwn, isBusy, onDecide, onReconcile }: DecideProps): JSX.Element {
  const [note, setNote] = useState('');
  const reason = note.trim();
  const found = readBack?.found ?? null;
  const blocked = isBusy ? 'decide-busy' : reason === '' ? 'decide-hint' : null;
  return (
    <aside class="decide card" aria-labelledby="decide">
      <h3 id="decide" class="card-head">
        Decide
      </h3>
      <div class="acts-box">
        <label class="field-label" for="decide-reason">
          Reason
        </label>
        <textarea
          class="input"
          id="decide-reason"
          rows={3}
          value={note}
          maxLength={NOTE_LENGTH_MAX}
          onInput={(event) => setNote(event.currentTarget.value)}
        />
        <p class="meta soft" id="decide-hint">
          Say why. Only security can read it; that you decided, everybody can.
        </p>
        <p class="meta soft" id="decide-busy" aria-live="polite">
          {isBusy ? 'Being done …' : ''}
        </p>
        <OneAct
          id="resume"
          offer={offers.resume}
          blocked={blocked}
          word={isOwn ? 'Resume' : 'Take over and resume'}
          look="primary"
          onPress={() => onDecide('resume', reason)}
        >
          Everything is read again{isOwn ? '' : ' in your name'}. When it is green,{' '}
          {isOwn ? 'you go on' : 'a console opens, and whoever halted can submit nothing any more'}.
        </OneAct>
        <OneAct
          id="abandon"
          offer={offers.abandon}
          blocked={blocked}
          word="Abandon"
          look="danger"
          onPress={() => onDecide('abandon', reason)}
        >
          It ends here and nothing is granted. The case can be started anew.
        </OneAct>
        <OneAct
          id="reconcile"
          offer={offers.reconcile}
          blocked={blocked}
          word="Reconcile"
          look="primary"
          onPress={() => found !== null && onReconcile(found.is, reason)}
        >
          {readBack?.says} {found?.means} Nothing is sent again.
        </OneAct>
      </div>
    </aside>
  );
}

const NOTE_LENGTH_MAX = 1_000;

type OneActProps = Readonly<{
  id: string;
  offer: Offer;
  /** Id of the sentence that says why not yet; null when it may be pressed. */
  blocked: string | null;
  word: string;
  look: 'primary' | 'danger';
  onPress: () => void;
  children: ComponentChildren;
}>;

function OneAct({ id, offer, blocked, word, look, onPress, children }: OneActProps): JSX.Element {
  const saysId = `decide-${id}`;
  return (
    <div class="one-act">
      <Button look={look} size="wide" blockedBy={offer.isOffered ? blocked : saysId} onPress={onPress}>
        {word}
      </Button>
      <p class="meta soft" id={saysId}>
        {offer.isOffered ? children : offer.because}
      </p>
    </div>
  );
}
