import { afterEach, describe, expect, it } from 'vitest';
import type { Capsule } from '../../../lib/core/execution/capsule.ts';
import { canonicalPacket } from '../../../lib/core/packet/canonical.ts';
import type { Packet } from '../../../lib/core/packet/packet.ts';
import { openLeft } from '../../../lib/workflow/left-behind.ts';
import { reconcile } from '../../../lib/workflow/reconciling.ts';
import { takeoverView } from '../../../lib/workflow/taking-over.ts';
import { emptyDisk } from '../../fakes/device.ts';
import { sha256 } from '../../fakes/example.ts';
import { armedStage, stage } from './stage.ts';

const CASE = 'CASE-1042';
type Stage = ReturnType<typeof stage>;
const staged: Stage[] = [];
afterEach(() => {
  for (const one of staged.splice(0)) one.end();
});

/** The press passed and no request was seen: security looks at what lead-01 left. */
async function unknown(): Promise<Readonly<{ first: Stage; security: Stage }>> {
  const first = await armedStage();
  await first.pressSubmit({ isPassed: true, release: first.run().state.release?.id ?? null });
  await first.fake.advance(30_000);
  const security = stage(emptyDisk(), first, 'sec-01');
  staged.push(first, security);
  return { first, security };
}

/** Hangs another capsule on the case, in place of the one that was left. */
async function exchange({ first, security }: Readonly<{ first: Stage; security: Stage }>, change: (capsule: Capsule) => Capsule) {
  const left = await openLeft(security.context, CASE);
  if (left.is !== 'open') throw new Error('it could not be opened');
  const plain = new TextEncoder().encode(JSON.stringify(change(left.capsule)));
  const bytes = await security.fake.device.signer.seal(plain, [{ kid: 'dev-sec-01', jwk: {} }], 'any');
  const options = { deadlineMs: 1_000, signal: first.context.signal };
  const attached = await first.cases.as(first.given.operator).attach(CASE, { name: 'x', mediaType: 'y', bytes }, options);
  if (attached.is !== 'done') throw new Error('the fake takes attachments');
  first.cases.change(CASE, (record) => ({
    ...record,
    handovers: record.handovers.map((one) => ({ ...one, capsule: attached.value.id })),
  }));
}

const OTHER_OBJECT = '00000000-0000-4000-8000-000000000000';
const ofAnother = (packet: Packet): Packet => ({ ...packet, administrator: { ...packet.administrator, objectId: OTHER_OBJECT } });
const renamed = (capsule: Capsule): Capsule => {
  const packet = ofAnother(capsule.packet);
  return { ...capsule, packet, packetDigest: sha256(canonicalPacket(packet)) };
};

describe('what may have left', () => {
  it('is not settled by a packet that only the capsule knows, however well it fits itself', async () => {
    const both = await unknown();
    both.first.grant({ reference: null });
    await exchange(both, renamed);
    expect(await takeoverView(both.security.context, CASE)).toMatchObject({
      is: 'not-for-you',
      says: 'What was left does not fit the case.',
    });
    expect(await reconcile(both.security.context, { caseId: CASE, found: 'nothing', note: 'x' })).not.toBeNull();
    expect(both.first.cases.now(CASE).handovers.at(-1)?.settled).toBeNull();
  });

  it('is settled as nothing by the packet that the case says was executed, whatever its packet is by now', async () => {
    const { first, security } = await unknown();
    first.cases.change(CASE, (record) => ({ ...record, packet: ofAnother(record.packet) }));
    expect(await takeoverView(security.context, CASE)).toMatchObject({ is: 'open', readBack: { found: { is: 'nothing' } } });
    expect(await reconcile(security.context, { caseId: CASE, found: 'nothing', note: 'x' })).toBeNull();
  });

  it('is not settled as nothing where the packet of the case is another one by now, and the case does not say which was executed', async () => {
    const { first, security } = await unknown();
    first.cases.change(CASE, (record) => ({ ...record, packet: ofAnother(record.packet), executions: [] }));
    const view = await takeoverView(security.context, CASE);
    expect(view).toMatchObject({ is: 'open', readBack: { found: null }, offers: { reconcile: { isOffered: false } } });
    expect(await reconcile(security.context, { caseId: CASE, found: 'nothing', note: 'x' })).toMatchObject({ code: 'iam-unknown' });
  });

  it('is noted as an intent, and once, where the case refuses to settle it at first', async () => {
    const { first, security } = await unknown();
    const [notes, files] = [first.cases.notes.length, first.cases.attachments.length];
    const settle = () => reconcile(security.context, { caseId: CASE, found: 'nothing', note: 'IAM was read twice' });
    first.cases.trouble.set('reconcile', 'down', 1);
    expect(await settle()).not.toBeNull();
    expect(first.cases.notes.at(-1)?.text).not.toContain('was reconciled');
    expect(await settle()).toBeNull();
    expect([first.cases.notes.length - notes, first.cases.attachments.length - files]).toEqual([1, 1]);
    expect(first.cases.now(CASE).handovers.at(-1)?.settled).toMatchObject({ how: 'reconciled' });
  });
});
