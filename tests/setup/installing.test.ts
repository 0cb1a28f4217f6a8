import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { findBrowser } from './browser.ts';

/** A machine with nothing on its path but a package tool, which writes down what it is asked for. */
describe.runIf(process.platform === 'linux')('a machine without Firefox', () => {
  let folder = '';
  const program = (name: string, lines: readonly string[]) => {
    writeFileSync(join(folder, name), `#!/bin/sh\n${lines.join('\n')}\n`);
    chmodSync(join(folder, name), 0o755);
  };
  const asked = () => (existsSync(join(folder, 'asked')) ? readFileSync(join(folder, 'asked'), 'utf8').trim().split('\n') : []);
  const tool = (onInstall: string) => program('apt-get', [`echo "$*" >> ${folder}/asked`, `[ "$1" = install ] || exit 0`, onInstall]);
  const isRoot = (is: boolean) => vi.spyOn(process, 'getuid').mockReturnValue(is ? 0 : 1000);

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'countersign-path-'));
    vi.stubEnv('PATH', folder);
    vi.stubEnv('COUNTERSIGN_FIREFOX', '');
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
    rmSync(folder, { recursive: true });
  });

  it('gets it out of the system’s packages, and then it is found', async () => {
    isRoot(true);
    program('firefox-to-be', ['echo "Mozilla Firefox 153.8.0esr"']);
    tool(`/bin/mv ${folder}/firefox-to-be ${folder}/firefox-esr`);
    expect(await findBrowser('firefox')).toEqual({
      isFound: true,
      browser: { path: join(folder, 'firefox-esr'), version: 'Mozilla Firefox 153.8.0esr' },
    });
    expect(asked()).toEqual(['update', 'install -y firefox-esr']);
  });

  it('says what was tried and what the tool said, where that does not work', async () => {
    isRoot(true);
    tool('echo "E: Unable to locate package firefox-esr"; exit 100');
    expect(await findBrowser('firefox')).toEqual({
      isFound: false,
      advice: expect.stringMatching(/sudo apt-get install -y firefox-esr\nIt was tried as root .*Unable to locate package firefox-esr$/),
    });
  });

  it('asks nothing of a system that it may not change, and says what a person may run', async () => {
    isRoot(false);
    tool('exit 1');
    expect(await findBrowser('firefox')).toEqual({
      isFound: false,
      advice: 'No Firefox could be found. Run: sudo apt-get update && sudo apt-get install -y firefox-esr',
    });
    expect(asked()).toEqual([]);
  });

  it('passes over one that is too old, and over a package tool that is not there', async () => {
    isRoot(true);
    program('firefox-esr', ['echo "Mozilla Firefox 128.9.0esr"']);
    expect(await findBrowser('firefox')).toEqual({
      isFound: false,
      advice: 'No Firefox could be found. Install it, or name one: COUNTERSIGN_FIREFOX=/path/to/firefox npm start',
    });
  });
});
