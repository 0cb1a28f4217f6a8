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
  buttonRef: Ref<HTMLButtonElement>;
  onUnfold: () => void;
}>;

/** The panel folded to the edge: still the tenant's colours, the mark, the word and the one thing to know. */
export function EdgeTab({ gate, tenant, side, topPx, nowMs, buttonRef, onUnfold }: EdgeTabProps): JSX.Element {
  const look = gateLook(gate.state);
  const short = gate.countdown === null ? (gate.aside ?? `left: ${gate.left}`) : `${secondsLeft(gate.countdown.untilMs, nowMs)} s`;
  const flag = tenant === null ? null : tenantFlag(tenant.id);
  return (
    <button
      ref={buttonRef}
      type="button"
      class={`tab ${side} ${look.isSolid ? `solid ${look.meaning}` : ''}`}
      style={{ top: `${topPx}px`, '--deep': flag?.deep ?? 'var(--line-strong)', '--pale': flag?.pale ?? 'var(--line-strong)' }}
      aria-label={`Countersign${tenant === null ? '' : `, ${tenant.name}`}: ${gate.word}. Unfold`}
      onClick={onUnfold}
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
