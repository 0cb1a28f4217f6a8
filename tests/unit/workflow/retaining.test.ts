import { describe, expect, it } from 'vitest';
import { lookAfterWindows, openWindows } from '../../../lib/workflow/afterwards.ts';
import { boot, restoreAll } from '../../../lib/workflow/booting.ts';
import { bundleOf } from '../../../lib/workflow/closing.ts';
import { evidenceEntry } from '../../../lib/workflow/evidence-entry.ts';
import { evidenceRows } from '../../../lib/workflow/evidence-rows.ts';
import { measuredHere } from '../../../lib/workflow/measured.ts';
import { retireEvidence } from '../../../lib/workflow/retaining.ts';
import { emptyDisk } from '../../fakes/device.ts';
import { stage } from './stage.ts';

const DAY_MS = 86_400_000;
type Stage = ReturnType<typeof stage>;

function keepFor({ records }: Stage, evidenceDays: number | null): void {
  records.state.policy = { ...records.state.policy, evidenceDays };
}

/** A preflight that was red, sealed and, unless the store is away, delivered; policy keeps it for 30 days. */
async function ended(disk = emptyDisk(), isStoreAway = false): Promise<Readonly<{ at: Stage; execution: string }>> {
  const at = stage(disk);
  if (isStoreAway) at.store.trouble.set('*', 'down');
  keepFor(at, 30);
  at.cases.change('CASE-1042', (record) => ({ ...record, approvals: {} }));
  await at.open();
  await at.fake.advance(1_000);
  const { execution } = at.run();
  at.context.runs.clear();
  await openWindows(at.context);
  return { at, execution };
}

async function daysLater(at: Stage, days: number): Promise<void> {
  await at.fake.advance(days * DAY_MS);
  await retireEvidence(at.context);
}

describe('evidence on this device', () => {
  it('stays as long as policy says, and then leaves its hashes, its line and its measures', async () => {
    const disk = emptyDisk();
    const { at, execution } = await ended(disk);
    const bundle = await bundleOf(at.context, execution);
    const sha256 = await at.fake.device.signer.sha256(bundle?.bytes ?? '');
    const head = await at.fake.device.signer.sha256(disk.lines.get(execution)?.at(-1) ?? '');
    await daysLater(at, 29);
    expect(await bundleOf(at.context, execution)).not.toBeNull();
    await daysLater(at, 2);
    expect(await bundleOf(at.context, execution)).toBeNull();
    expect(await at.fake.device.journal.lines(execution)).toEqual([]);
    expect([...(disk.files.get(execution)?.keys() ?? [])].sort()).toEqual([
      'delivered.json',
      'facts.json',
      'quiet.json',
      'retired.json',
      'row.json',
    ]);
    expect(await evidenceRows(at.context)).toMatchObject([{ execution, isRetired: true, isExportable: false, isDelivered: true }]);
    const seen = (await evidenceEntry(at.context, execution))?.facts.map((one) => one.seen).join(' ');
    for (const kept of [sha256, head, 'memory:/bundles/']) expect(seen).toContain(kept);
    expect(await measuredHere(at.context)).toHaveLength(1);
    at.end();
  });

  it('stays while no store has acknowledged it, however old it is', async () => {
    const { at, execution } = await ended(emptyDisk(), true);
    await daysLater(at, 400);
    expect(await bundleOf(at.context, execution)).not.toBeNull();
    at.end();
  });

  it('stays when what the store acknowledged are other bytes', async () => {
    const disk = emptyDisk();
    const { at, execution } = await ended(disk);
    disk.files.get(execution)?.set('bundle.zip', new TextEncoder().encode('another one'));
    await daysLater(at, 400);
    expect(await at.fake.device.journal.lines(execution)).not.toEqual([]);
    at.end();
  });

  it('stays while something that was signed about it later is not delivered', async () => {
    const disk = emptyDisk();
    const { at, execution } = await ended(disk);
    disk.files.get(execution)?.set('addenda/later.sigstore.json', new TextEncoder().encode('{}'));
    await daysLater(at, 400);
    expect(await bundleOf(at.context, execution)).not.toBeNull();
    at.end();
  });

  it('stays where the policy says nothing, or cannot be read', async () => {
    const { at, execution } = await ended();
    at.records.trouble.iam.set('*', 'down');
    await daysLater(at, 400);
    expect(await bundleOf(at.context, execution)).not.toBeNull();
    at.records.trouble.iam.clear();
    keepFor(at, null);
    await daysLater(at, 1);
    expect(await bundleOf(at.context, execution)).not.toBeNull();
    at.end();
  });

  it('stays when the store acknowledged other bytes of what was signed later', async () => {
    const disk = emptyDisk();
    const { at, execution } = await ended(disk);
    const own = disk.files.get(execution);
    own?.set('addenda/later.sigstore.json', new TextEncoder().encode('{}'));
    own?.set('receipts/later.sigstore.json.json', new TextEncoder().encode(JSON.stringify({ v: 1, sha256: 'ab'.repeat(32) })));
    await daysLater(at, 400);
    expect(await bundleOf(at.context, execution)).not.toBeNull();
    at.end();
  });

  it.each([
    ['is years ahead of the case system', 400 * DAY_MS, 1],
    ['cannot be held against the case system', 0, 0],
  ])('stays where the clock of this computer %s', async (_, aheadMs, answers) => {
    const { at, execution } = await ended();
    await at.fake.advance(aheadMs);
    const systems = await at.context.ports.systems();
    if (systems === null) throw new Error('there are no systems');
    if (answers === 0) await at.fake.advance(400 * DAY_MS);
    const me: typeof systems.caseSystem.me = async (options) => {
      const said = await systems.caseSystem.me(options);
      if (!said.isRead || answers === 0) return { isRead: false, reason: { code: 'case-unreachable' }, tookMs: 1 };
      return { ...said, serverAtMs: said.serverAtMs - aheadMs, skewMs: -aheadMs };
    };
    const context = {
      ...at.context,
      ports: { ...at.context.ports, systems: async () => ({ ...systems, caseSystem: { ...systems.caseSystem, me } }) },
    };
    await retireEvidence(context);
    expect(await bundleOf(at.context, execution)).not.toBeNull();
    at.end();
  });

  it('that is gone is not taken up again by the next worker', async () => {
    const disk = emptyDisk();
    const { at, execution } = await ended(disk);
    await daysLater(at, 31);
    at.end();
    const next = stage(disk, at);
    await boot(next.context);
    await restoreAll(next.context);
    await lookAfterWindows(next.context);
    expect(next.context.waiting.size).toBe(0);
    expect([...next.context.runs]).toEqual([]);
    expect(await evidenceRows(next.context)).toMatchObject([{ execution, isRetired: true }]);
    next.end();
  });
});

describe('what is finished', () => {
  it('is not read again by the next worker: only its line in the list is', async () => {
    const disk = emptyDisk();
    const { at, execution } = await ended(disk);
    at.end();
    const next = stage(disk, at);
    const read: string[] = [];
    const { journal } = next.fake.device;
    const counting = {
      ...journal,
      lines: (one: string) => {
        read.push(one);
        return journal.lines(one);
      },
    };
    const context = { ...next.context, ports: { ...next.context.ports, device: { ...next.fake.device, journal: counting } } };
    await boot(context);
    await next.fake.advance(1_000);
    expect(await evidenceRows(context)).toMatchObject([{ execution }]);
    expect(await openWindows(context)).toEqual([]);
    expect(read).toEqual([]);
    next.end();
  });
});
