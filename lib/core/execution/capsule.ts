import type { Effective, Reading, Verdict } from '../compare/reading.ts';
import type { DisplayRecord } from '../evidence/record.ts';
import type { ApprovedValues, InstantText, Packet, Sha256Hex } from '../packet/packet.ts';
import type { Profile } from '../profile/profile.ts';
import type { Reason } from '../reason.ts';
import type { ExitTaken, Left, Phase } from './state.ts';

/**
 * What is handed to whoever goes on. It holds the values themselves, so it exists only sealed (JWE), to security and to
 * the eligible successors, and in the memory of a device that opened it.
 */
export type Capsule = Readonly<{
  v: 1;
  caseId: string;
  execution: string;
  sealedAt: InstantText;
  /** Who stopped, and on which device. */
  by: Readonly<{ id: string; name: string; device: string }>;
  packet: Packet;
  packetDigest: Sha256Hex;
  profile: Readonly<{ id: string; version: string; digest: Sha256Hex }>;
  claim: Readonly<{ id: string; epoch: number }>;
  /** The journal that this follows: a takeover begins a new one, which names the old one's head. */
  head: Readonly<{ seq: number; sha256: Sha256Hex }>;
  stop: Readonly<{ reasons: readonly Reason[]; at: InstantText; from: Phase }>;
  approvals: readonly Readonly<{ authority: string; id: string; name: string; decidedAt: InstantText | null }>[];
  screen: string | null;
  screensDone: readonly string[];
  entered: readonly EnteredField[];
  exit: ExitTaken | null;
  /** Whether something can have left, and what says so: how often the gate opened, and the requests that were seen. */
  left: Readonly<{ is: Left; gateOpened: number; requests: number; isClaimConsumed: boolean }>;
  /** IAM's ids of the tenant's grants at the last check. One that is not among them counts as new. */
  grantsBefore: readonly string[];
  capture: Readonly<{ record: DisplayRecord; sha256: Sha256Hex }> | null;
}>;

/** One field of the profile: what the packet says, and what the form held when it was last seen; null = not entered, or unreadable. */
export type EnteredField = Readonly<{
  screen: string;
  field: string;
  label: string;
  approved: string;
  entered: string | null;
  verdict: Verdict | 'not-entered';
}>;

export type Entered = Readonly<{
  profile: Profile;
  approved: ApprovedValues;
  readings: readonly Reading[];
  verdicts: Readonly<Record<string, Verdict>>;
}>;

/** Every field of the profile, in its order, with what was entered so far. */
export function enteredFields({ profile, approved, readings, verdicts }: Entered): readonly EnteredField[] {
  return profile.screens.flatMap((screen) =>
    screen.fields.map((spec) => {
      const reading = readings.findLast((one) => one.field === spec.id);
      const value = reading?.look.isReadable ? textOf(reading.look.value) : '';
      return {
        screen: screen.title,
        field: spec.id,
        label: spec.label,
        approved: [approved[spec.id] ?? ''].flat().join(', '),
        entered: value === '' ? null : value,
        verdict: reading === undefined ? 'not-entered' : (verdicts[spec.id] ?? 'unreadable'),
      };
    }),
  );
}

function textOf(value: Effective): string {
  return value.kind === 'text' ? value.text : value.items.join(', ');
}
