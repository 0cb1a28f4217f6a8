import type { Packet } from '../../packet/packet.ts';
import { hiddenIn, packetFaults } from '../../packet/sanity.ts';
import { type Reason, reason } from '../../reason.ts';
import { causeOf, legResult, NOT_KNOWN } from '../cause.ts';
import type { Leg } from '../leg.ts';
import { isPacketEdited } from '../packet-edited.ts';
import { unread } from '../unread.ts';
import { approvalsLeg } from './approvals-leg.ts';

/** The packet is whole by itself, and still the one that the execution began with. */
export const packetLeg: Leg = (sources, guard) => {
  if (!sources.case.isRead) return legResult('packet', { seen: NOT_KNOWN, causes: [unread(sources, 'case')] });
  const record = sources.case.value;
  const { packet } = record;
  const seen = `v${packet.version}`;
  // What is wrong with a packet that was edited after it was approved, follows from that.
  const edited = isPacketEdited(record, guard.packetDigest) ? causeOf(approvalsLeg(sources, guard)) : null;
  if (edited !== null) return legResult('packet', { seen: `${seen}, edited`, causes: [edited] });
  const isOpened = guard.openedDigest === null || guard.openedDigest === guard.packetDigest;
  return legResult('packet', {
    seen: isOpened ? seen : `${seen}, another`,
    reasons: [...ownFaults(packet), ...(isOpened ? [] : [changed(packet)])],
  });
};

function ownFaults(packet: Packet): readonly Reason[] {
  return [
    ...packetFaults(packet).map((detail) => reason('answer-untrusted', { system: 'The case system', detail }, detail)),
    ...hiddenIn(packet).map((path) => reason('invisible-characters', { field: `The packet’s ${path}` }, path)),
  ];
}

/** Edited and approved anew since this execution began: it must begin again. */
function changed({ version }: Packet): Reason {
  return reason('packet-changed', { seen: `${version}` });
}
