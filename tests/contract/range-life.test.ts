import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
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
  const first = await openTown();
  onTestFinished(first.stop);
  const { places } = first.range;
  const portBase = places.control.port - 3;
  await expect(openTown({ portBase })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  const taken = new Set(Object.values(places).map(({ port }) => port));
  const wished = Array.from({ length: taken.size }, (_, index) => portBase + index).filter((port) => !taken.has(port));
  for (const port of wished) await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow(TypeError);
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
