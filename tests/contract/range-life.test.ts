import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { LOOPBACK } from '../range/places.ts';
import { openTown, type Town } from './range-town.ts';

test('a range goes on from its folder: world, keys and bundles are still there', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'practice-range-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  const first = await openTown({ dir });
  await first.patch({ op: 'replace', path: '/tenants/tnt_7Q2K94/state', value: 'suspended' });
  const lead = await first.as('lead-01');
  const bytes = new TextEncoder().encode('kept');
  await lead.send('PUT', 'evidence', '/bundles/a.zip', { bytes, headers: { 'if-none-match': '*' } });
  const before = [first.world().get(), await keysOf(first)];
  await first.stop();

  const second = await openTown({ dir });
  onTestFinished(second.stop);
  expect([second.world().get(), await keysOf(second)]).toEqual(before);
  expect(await (await (await second.as('lead-01')).get('evidence', '/bundles/a.zip')).text()).toBe('kept');
  expect(second.range.control.secret).not.toBe(first.range.control.secret);
});

test('a range that cannot have one of its ports starts nothing', async () => {
  const { portBase, others, giveBack } = await nineWithOneTaken();
  onTestFinished(giveBack);
  await expect(openTown({ portBase })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  for (const port of others) await (await listenAt(port)).giveBack();
});

test('a range at free ports takes others where one of them was taken in between', async () => {
  const taken: number[] = [];
  const town = await openTown({}, async ({ places }) => {
    if (taken.length > 0) return;
    const inBetween = await listenAt(places.evidence.port);
    taken.push(inBetween.port);
    onTestFinished(inBetween.giveBack);
  });
  onTestFinished(town.stop);
  expect(taken).toHaveLength(1);
  const lead = await town.as('lead-01');
  expect((await lead.get('case', '/v1/cases/CASE-1042')).status).toBe(200);
  expect(Object.values(town.range.places).map(({ port }) => port)).not.toContain(taken[0]);
});

test('a range that has stopped answers nowhere, and can be stopped again', async () => {
  const town = await openTown();
  const { url } = town.range.control;
  await town.stop();
  await expect(fetch(`${url}/world`)).rejects.toThrow(TypeError);
  await town.stop();
});

test('those who look on hear of every change, once each, until they look away', async () => {
  const town = await openTown();
  onTestFinished(town.stop);
  const heard: number[] = [];
  const lookAway = town.world().subscribe(() => heard.push(town.world().get().clock.offsetMs));
  town.world().update((draft) => {
    draft.clock.offsetMs = 1;
  });
  town.world().patch([{ op: 'replace', path: '/clock/offsetMs', value: 2 }]);
  expect(() =>
    town.world().patch([
      { op: 'replace', path: '/clock/offsetMs', value: 3 },
      { op: 'remove', path: '/nowhere' },
    ]),
  ).toThrow();
  lookAway();
  town.world().patch([{ op: 'replace', path: '/clock/offsetMs', value: 4 }]);
  expect(heard).toEqual([1, 2]);
});

async function keysOf(town: Town): Promise<unknown> {
  return (await town.control('GET', '/keys')).json();
}

/**
 * Nine ports in a row of which somebody else has the fourth and nobody the others. They lie below the ports that a
 * system gives to whom no port is named (32768 and above), so that no range beside this test comes to have one.
 */
async function nineWithOneTaken(): Promise<{ portBase: number; others: readonly number[]; giveBack: () => Promise<void> }> {
  for (let portBase = 20_000; portBase < 32_000; portBase += 9) {
    const ports = Array.from({ length: 9 }, (_, index) => portBase + index);
    const held = await Promise.allSettled(ports.map(listenAt));
    const mine = held.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    const kept = mine.find(({ port }) => port === portBase + 3);
    await Promise.all(mine.filter((one) => one !== kept).map((one) => one.giveBack()));
    if (kept !== undefined && mine.length === ports.length) {
      return { portBase, others: ports.filter((port) => port !== kept.port), giveBack: kept.giveBack };
    }
    await kept?.giveBack();
  }
  throw new Error('no nine free ports in a row between 20000 and 32000');
}

/** Rejects with EADDRINUSE where somebody listens. */
async function listenAt(port: number): Promise<{ port: number; giveBack: () => Promise<void> }> {
  const server = createServer().listen(port, LOOPBACK);
  await once(server, 'listening');
  return {
    port,
    giveBack: async () => {
      server.close();
      await once(server, 'close');
    },
  };
}
