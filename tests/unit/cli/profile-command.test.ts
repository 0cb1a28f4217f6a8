import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { run } from '../../../lib/cli/main.ts';

const place = mkdtempSync(join(tmpdir(), 'countersign-profile-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));

const SHIPPED = fileURLToPath(new URL('../../../public/profiles/range-server.json', import.meta.url));

/** The shipped profile with one part changed, as a file. */
function changed(name: string, change: (profile: Record<string, unknown>) => void): string {
  const profile: Record<string, unknown> = JSON.parse(readFileSync(SHIPPED, 'utf8'));
  change(profile);
  const path = join(place, name);
  writeFileSync(path, JSON.stringify(profile));
  return path;
}

describe('countersign profile check', () => {
  it('says of a profile that can be used which one it is, by digest', async () => {
    const { exitCode, stdout } = await run(['profile', 'check', SHIPPED]);
    expect(stdout).toMatch(/range-emergency-console \S+\ndigest sha256:[0-9a-f]{64}\nIt can be used\.\n$/);
    expect(exitCode).toBe(0);
  });

  it('gives the same digest however the file is laid out, and another for another profile', async () => {
    const digestOf = async (path: string) => JSON.parse((await run(['profile', 'check', path, '--json'])).stdout).profile.digest;
    const same = changed('same.json', () => undefined);
    const other = changed('other.json', (profile) => {
      profile.version = '9.9.9';
    });
    expect(await digestOf(same)).toBe(await digestOf(SHIPPED));
    expect(await digestOf(other)).not.toBe(await digestOf(SHIPPED));
  });

  it.each<[string, (profile: Record<string, unknown>) => void, string]>([
    ['a misspelt part', (profile) => Object.assign(profile, { screns: [] }), 'screns'],
    ['no commit', (profile) => Object.assign(profile, { requests: [] }), 'requests: no request is the commit'],
    [
      'a start that is elsewhere',
      (profile) => Object.assign(Object(profile.where), { startUrl: 'https://other.example/' }),
      'where.startUrl: it is on none of the page origins',
    ],
  ])('refuses a profile with %s, and names the place', async (_, change, says) => {
    const { exitCode, stdout } = await run(['profile', 'check', changed('broken.json', change)]);
    expect(stdout).toContain(says);
    expect(exitCode).toBe(1);
  });

  it.each([
    [['profile'], 'which profile'],
    [['profile', 'show', SHIPPED], 'which profile'],
    [['profile', 'check', join(place, 'none.json')], 'cannot be read'],
    [['profile', 'check', SHIPPED, join(place, 'none.html')], 'neither an address nor a file'],
    [['profile', 'check', SHIPPED, '--trust', 'x'], 'no option --trust'],
  ])('%j is not carried out, and says why', async (args, says) => {
    const { exitCode, stderr } = await run(args);
    expect(stderr).toContain(says);
    expect(exitCode).toBe(2);
  });

  it('prints the schema that is published', async () => {
    const { stdout, exitCode } = await run(['profile', 'schema']);
    await expect(stdout).toMatchFileSnapshot('../../../docs/profile.schema.json');
    expect(exitCode).toBe(0);
  });

  it('refuses what is not JSON', async () => {
    const path = join(place, 'words.json');
    writeFileSync(path, 'not a profile');
    expect((await run(['profile', 'check', path])).stderr).toContain('is not JSON');
  });

  it('refuses what says the same thing twice, as the options do: who reviews it may read the other one', async () => {
    const path = join(place, 'twice.json');
    writeFileSync(path, readFileSync('public/profiles/range-spa.json', 'utf8').replace('"id":', '"id": "another", "id":'));
    expect((await run(['profile', 'check', path])).stderr).toContain('says the same thing twice');
  });
});

describe('a browser that cannot be started', () => {
  afterEach(() => vi.unstubAllEnvs());
  const page = join(place, 'page.html');
  writeFileSync(page, '<title>a page</title>');
  const ends = join(place, 'ends-at-once');
  writeFileSync(ends, '#!/bin/sh\nexit 1\n');
  chmodSync(ends, 0o755);
  const noProgram = join(place, 'no-program');
  writeFileSync(noProgram, 'no program');

  it.each([
    ['is not there', join(place, 'no-such-browser')],
    ['may not be run', noProgram],
    ['ends at once', ends],
  ])('because it %s ends the command with a word', { timeout: 10_000 }, async (_, path) => {
    vi.stubEnv('COUNTERSIGN_BROWSER', path);
    for (const args of [['check', SHIPPED, page] as const, ['draft', page] as const])
      expect(await run(['profile', ...args])).toEqual({ exitCode: 2, stdout: '', stderr: `The browser ${path} did not answer.\n` });
  });
});
