import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import type { GateView } from '../../lib/core/execution/view.ts';
import { Button } from './Button.tsx';
import { Icon } from './Icon.tsx';
import { Mark } from './Mark.tsx';
import { gateLook } from './meaning.ts';
import { Sentence } from './Sentence.tsx';

type GateProps = Readonly<{ gate: GateView; nowMs: number; onCheckNow: () => void }>;

/** The gate in one of its states, always the same skeleton: word, why, now, ways out, what has left the browser. */
export function Gate({ gate, nowMs, onCheckNow }: GateProps): JSX.Element {
  const look = gateLook(gate.state);
  const left = gate.countdown === null ? null : secondsLeft(gate.countdown.untilMs, nowMs);
  return (
    <section class={`gate ${look.meaning}${look.isSolid ? ' solid' : ''}`} aria-label="Gate" data-state={gate.state}>
      <div class="head">
        <Mark name={look.mark} meaning={look.isSolid ? 'on-solid' : look.meaning} />
        <h3 class="state">{gate.word}</h3>
        {left === null ? gate.aside !== null && <span class="aside">{gate.aside}</span> : <Count seconds={left} />}
      </div>
      {gate.countdown !== null && <Bar share={(gate.countdown.untilMs - nowMs) / gate.countdown.totalMs} />}
      <Why why={gate.why} />
      {gate.facts.length > 0 && <Facts facts={gate.facts} />}
      {gate.now !== null && (
        <p class="now">
          <b>Now:</b> {gate.now}
        </p>
      )}
      {gate.exits.length > 0 && <Exits exits={gate.exits} />}
      <Check check={gate.check} onCheckNow={onCheckNow} />
      <Left left={gate.left} />
    </section>
  );
}

/** More reasons than fit are counted: the popup says each of them. */
const REASONS_SHOWN_MAX = 3;

function Why({ why }: Readonly<{ why: readonly string[] }>): JSX.Element {
  const more = why.length - REASONS_SHOWN_MAX;
  return (
    <>
      {why.slice(0, REASONS_SHOWN_MAX).map((one) => (
        <p key={one} class="why">
          <Sentence text={one} />
        </p>
      ))}
      {more > 0 && <p class="why">And {more} more: the popup says each.</p>}
    </>
  );
}

/** The one sentence that a successor asks first. */
export function Left({ left }: Readonly<{ left: string }>): JSX.Element {
  return (
    <p class="left">
      <Icon name="arrow-out" />
      <span>
        Left the browser: <b>{left}</b>
      </span>
    </p>
  );
}

/** Whole seconds, rounded up, never below nought: the last second still shows 1. */
export function secondsLeft(untilMs: number, nowMs: number): number {
  return Math.max(0, Math.ceil((untilMs - nowMs) / 1000));
}

function Count({ seconds }: Readonly<{ seconds: number }>): JSX.Element {
  return (
    <span class="count" role="timer" aria-live="off" aria-label={`${seconds} seconds left`}>
      {seconds}
      <small>s</small>
    </span>
  );
}

function Bar({ share }: Readonly<{ share: number }>): JSX.Element {
  return (
    <div class="bar" aria-hidden="true">
      <i style={{ width: `${Math.round(Math.min(1, Math.max(0, share)) * 1000) / 10}%` }} />
    </div>
  );
}

function Facts({ facts }: Readonly<{ facts: GateView['facts'] }>): JSX.Element {
  return (
    <dl class="facts">
      {facts.map(({ label, value, isMono }) => (
        <>
          <dt>{label}</dt>
          <dd class={isMono ? 'code' : undefined}>{value}</dd>
        </>
      ))}
    </dl>
  );
}

/** The safe ways out, named as the console names them. They are the console's own buttons: nothing here presses them. */
export function Exits({ exits }: Readonly<{ exits: GateView['exits'] }>): JSX.Element {
  return (
    <ul class="exits" aria-label="Safe ways out, in the console">
      {exits.map(({ id, title, says }) => (
        <li key={id}>
          <Icon name={id === 'draft' ? 'draft' : 'leave-out'} />
          <span>
            <b>{title}</b>
            <small>{says}</small>
          </span>
        </li>
      ))}
    </ul>
  );
}

function Check({ check, onCheckNow }: Readonly<{ check: GateView['check']; onCheckNow: () => void }>): JSX.Element | null {
  const id = useId();
  if (!check.isOffered && check.because === null) return null;
  const because = check.isOffered ? null : check.because;
  return (
    <div class="acts">
      <Button look="primary" icon="read-again" blockedBy={because === null ? null : id} onPress={onCheckNow}>
        Check now
      </Button>
      {because !== null && (
        <p class="because" id={id}>
          {because}
        </p>
      )}
    </div>
  );
}
