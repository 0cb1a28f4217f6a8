import { hiddenIn, packetFaults } from '../../packet/sanity.ts';
import { reason } from '../../reason.ts';
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
  const reasons = [
    ...packetFaults(packet).map((detail) => reason('answer-untrusted', { system: 'The case system', detail }, detail)),
    ...hiddenIn(packet).map((path) => reason('invisible-characters', { field: `The packet’s ${path}` }, path)),
  ];
  const seen = `v${packet.version}`;
  if (guard.openedDigest === null || guard.openedDigest === guard.packetDigest) return legResult('packet', { seen, reasons });
  const isToldElsewhere = isPacketEdited(record, guard.packetDigest);
  if (isToldElsewhere) return legResult('packet', { seen: `${seen}, edited`, reasons, causes: [causeOf(approvalsLeg(sources, guard))] });
  return legResult('packet', { seen: `${seen}, another`, reasons: [...reasons, reason('packet-changed', { seen: `${packet.version}` })] });
};
