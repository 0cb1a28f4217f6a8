import type { JSX, Ref } from 'preact';
import { tenantFlag } from '../../lib/core/evidence/tenant-flag.ts';
import type { GateView } from '../../lib/core/execution/view.ts';
import { secondsLeft } from '../ui/Gate.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Mark } from '../ui/Mark.tsx';
import { gateLook } from '../ui/meaning.ts';
import type { TenantRef } from '../ui/Tenant.tsx';
import type { Side } from './placement.ts';

type EdgeTabProps = Readonly<{
  gate: GateView;
  tenant: TenantRef | null;
  side: Side;
  topPx: number;
  nowMs: number;
  /** A press was held: what became of it stands in the panel, and is spoken. */
  hasHeldPress: boolean;
  buttonRef: Ref<HTMLButtonElement>;
  onUnfold: () => void;
  /** Reached from the keyboard, or left again: it unfolds by itself once the control that it made room for has lost the focus. */
  onReach: (isReached: boolean) => void;
}>;

/** The panel folded to the edge: still the tenant's colours, the mark, the word and the one thing to know. */
export function EdgeTab({ gate, tenant, side, topPx, nowMs, hasHeldPress, buttonRef, onUnfold, onReach }: EdgeTabProps): JSX.Element {
  const look = gateLook(gate.state);
  const quiet = hasHeldPress ? 'press held' : (gate.aside ?? `left: ${gate.left}`);
  const short = gate.countdown === null ? quiet : `${secondsLeft(gate.countdown.untilMs, nowMs)} s`;
  const flag = tenant === null ? null : tenantFlag(tenant.id);
  return (
    <button
      ref={buttonRef}
      type="button"
      class={`tab ${side} ${look.isSolid ? `solid ${look.meaning}` : ''}`}
      style={{ top: `${topPx}px`, '--deep': flag?.deep ?? 'var(--line-strong)', '--pale': flag?.pale ?? 'var(--line-strong)' }}
      aria-label={`Countersign${tenant === null ? '' : `, ${tenant.name}`}: ${gate.word}. Unfold`}
      onClick={onUnfold}
      onFocus={() => onReach(true)}
      onBlur={({ relatedTarget }) => relatedTarget !== null && onReach(false)}
    >
      <Mark name={look.mark} meaning={look.isSolid ? 'on-solid' : look.meaning} />
      <b>{SHORT_WORDS[gate.word] ?? gate.word}</b>
      <span>{short}</span>
      <Icon name={side === 'right' ? 'chevron-left' : 'chevron-right'} />
    </button>
  );
}

/** Words too long for the tab. */
const SHORT_WORDS: Readonly<Record<string, string>> = {
  'Outcome unknown': 'Unknown',
  'Gate closed': 'Closed',
  'Not ready to enter': 'Not ready',
};
