import type { CaseRecord, Claim } from '../core/approval/case-record.ts';
import type { Anchor } from '../core/evidence/anchor-note.ts';
import { entriesIn } from '../core/evidence/journal.ts';
import { entriesOf } from '../core/evidence/kinds.ts';
import { type ExecutionState, isEnded } from '../core/execution/state.ts';
import { canonicalPacket } from '../core/packet/canonical.ts';
import type { Packet, Sha256Hex } from '../core/packet/packet.ts';
import { type Reason, reason } from '../core/reason.ts';
import { callOptions } from './call-options.ts';
import { type Context, systemsOf } from './context.ts';
import type { Run } from './run.ts';
import { giveWay, takenClaim } from './who-goes-on.ts';

/**
 * What the case system says after a restart, held against our journal. The case is outside of this device: a profile that
 * was put back to an earlier day shows here, and so does a takeover that happened meanwhile, or another packet.
 */
export async function compareCase(context: Context, run: Run): Promise<void> {
  const { claim: known } = run.state;
  if (known === null || isEnded(run.state)) return;
  const { caseSystem } = await systemsOf(context);
  const answer = await caseSystem.read(run.facts.caseId, callOptions(context));
  // Unread is not green: the next check finds it, and nothing is released before that.
  if (!answer.isRead) return;
  // It was taken anew while the case was read: what was read is of before that.
  if (run.state.claim !== known) return;
  const { claim } = answer.value;
  const taken = takenClaim(run.state, claim);
  if (taken !== null) return giveWay(run, answer.value, taken);
  const lost = lostClaim(run.state, claim);
  if (lost !== null) return run.dispatch({ type: 'halt-asked', reason: lost, by: 'guard' });
  if (!(await isSamePacket(context, answer.value.packet, run.state.packetDigest))) {
    await run.dispatch({ type: 'halt-asked', reason: reason('state-differs'), by: 'guard' });
  }
  const strange = await strangeAnchor(context, run, answer.value);
  if (strange !== null)
    await run.dispatch({ type: 'halt-asked', reason: reason('journal-differs', { seq: String(strange.seq) }), by: 'guard' });
  if (claim?.state !== 'consumed' || claim.nonce === null || holdsNonce(run.state)) return;
  if (!(await isAsked(context, run, claim.nonce))) await run.dispatch({ type: 'journal-behind', reason: reason('state-differs') });
}

/** What an execution began with is on disk as a digest: whatever is read or remembered later must still be that. */
export async function isSamePacket({ ports }: Context, packet: Packet, digest: Sha256Hex | null): Promise<boolean> {
  return (await ports.device.signer.sha256(canonicalPacket(packet))) === digest;
}

function lostClaim(state: ExecutionState, claim: Claim | null): Reason | null {
  const own = state.claim;
  if (isRetaken(state, claim)) return null;
  if (claim === null || claim.id !== own?.id || claim.epoch !== own.epoch)
    return reason('claim-fenced', { person: claim?.holder ?? 'somebody else' });
  return claim.state === 'closed' ? reason('execution-already-spent') : null;
}

/** The case gave this execution its own claim at the next epoch, and no answer said so. Only a resume that was not over asks for that. */
export function isRetaken({ execution, claim: own, phase, halt }: ExecutionState, claim: Claim | null): boolean {
  const isResuming = phase === 'preflight' || halt !== null;
  return isResuming && own !== null && claim?.id === own.id && claim.execution === execution && claim.epoch === own.epoch + 1;
}

/** The first head that this operator's own notes in the case carry for the execution, and the journal here does not have. */
async function strangeAnchor({ ports }: Context, run: Run, { anchors }: CaseRecord): Promise<Anchor | null> {
  const lines = await ports.device.journal.lines(run.execution);
  for (const anchor of anchors) {
    if (anchor.execution !== run.execution || anchor.by !== run.facts.operator?.person.id) continue;
    const line = lines[anchor.seq];
    if (line === undefined || (await ports.device.signer.sha256(line)) !== anchor.head) return anchor;
  }
  return null;
}

/** A release that stands, a check that goes on, and a return that is owed have their nonce by right. */
function holdsNonce({ check, release, owed }: ExecutionState): boolean {
  return release !== null || owed !== null || (check !== null && check.stage !== 'reading');
}

/** Every nonce is journalled before it is used: one that the journal does not know was used by a journal that is gone. */
async function isAsked(context: Context, run: Run, nonce: string): Promise<boolean> {
  const lines = await context.ports.device.journal.lines(run.execution);
  const asked = entriesOf(entriesIn(lines), 'check-asked');
  return asked.some(({ body }) => body.nonce === nonce);
}
