import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readOptions } from '../range/start/options.mjs';
import { judge } from './browser.ts';
import { isNodeNewEnough, whatIsMissing } from './first-steps.mjs';

describe('the Node that goes on', () => {
  it.each(['22.18.0', '22.19.1', '24.0.0', '26.1.0'])('may be %s', (version) => expect(isNodeNewEnough(version)).toBe(true));
  it.each(['18.20.0', '20.20.2', '22.17.9'])('may not be %s', (version) => expect(isNodeNewEnough(version)).toBe(false));
});

describe('the installed dependencies', () => {
  let root = '';
  const write = (path: string, packages: unknown) => writeFileSync(join(root, path), JSON.stringify({ packages }));
  const one = { version: '1.0.0', integrity: 'sha512-a' };
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'countersign-lock-'));
    mkdirSync(join(root, 'node_modules', 'a'), { recursive: true });
    write('package-lock.json', { '': {}, 'node_modules/a': one, 'node_modules/b': { ...one, optional: true } });
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it('are those of the lockfile when every one of them is there, but for optional ones of other systems', () => {
    write('node_modules/.package-lock.json', { 'node_modules/a': one });
    expect(whatIsMissing(root)).toBeNull();
  });

  it('are not, when nothing was installed or the install broke off', () => {
    expect(whatIsMissing(root)).toContain('not installed');
    writeFileSync(join(root, 'node_modules/.package-lock.json'), '{"packages":');
    expect(whatIsMissing(root)).toContain('not installed');
  });

  it.each([
    ['is missing', {}],
    ['is another version', { 'node_modules/a': { ...one, version: '1.0.1' } }],
    ['is another version', { 'node_modules/a': { ...one, integrity: 'sha512-b' } }],
    ['is missing', { 'node_modules/a': one, 'node_modules/b': one }],
  ])('are not, when one %s', (words, packages) => {
    write('node_modules/.package-lock.json', packages);
    expect(whatIsMissing(root)).toContain(words);
  });
});

describe('a browser', () => {
  it.each([
    'Chromium 156.0.8078.79 built on Debian GNU/Linux 12 (bookworm)\n',
    'a warning of a start script\nChromium 143.0.1 \n',
    'Google Chrome for Testing 143.0.7499.4 \n',
  ])('fits when it says %j', (words) => expect(judge('chromium', '/usr/bin/it', words).isFound).toBe(true));

  it('that is Firefox fits where Firefox is asked for, and nowhere else', () => {
    const words = 'Mozilla Firefox 153.8.0esr\n';
    expect(judge('firefox', '/usr/bin/it', words)).toMatchObject({ isFound: true, browser: { version: 'Mozilla Firefox 153.8.0esr' } });
    expect(judge('chromium', '/usr/bin/it', words)).toMatchObject({ isFound: false, advice: expect.stringContaining('not Chromium') });
    expect(judge('firefox', '/usr/bin/it', 'Chromium 156.0.1\n')).toMatchObject({ isFound: false, advice: 'it is not Firefox' });
    expect(judge('firefox', '/usr/bin/it', 'Mozilla Firefox 128.9.0esr\n')).toMatchObject({
      isFound: false,
      advice: expect.stringContaining('140 or newer'),
    });
  });

  it.each([
    ['Google Chrome 150.0.1\n', 'branded Chrome ignores'],
    ['Chromium 156.0.1 snap\n', 'confined'],
    ['Chromium 120.0.6099.1\n', '137 or newer'],
    ['error while loading shared libraries: libnss3.so\n', 'does not start'],
    ['', 'does not start'],
  ])('does not fit when it says %j', (words, why) => {
    const found = judge('chromium', '/usr/bin/it', words);
    expect(found).toMatchObject({ isFound: false, advice: expect.stringContaining(why) });
  });
});

describe('options of npm start', () => {
  it('are read', () => {
    expect(readOptions(['--headless', '--out', '/tmp/x', '--skin', 'spa', '--minutes', '2', '--browser', 'firefox'])).toMatchObject({
      isHeadless: true,
      browser: 'firefox',
      isChosenByItself: false,
      out: '/tmp/x',
      skin: 'spa',
      minutes: 2,
    });
  });

  it.each([
    [['--nope']],
    [['--skin', 'green']],
    [['--browser', 'lynx']],
    [['--minutes', 'soon']],
    [['--minutes', '0']],
    [['--minutes', '-3']],
    [['--scenario', '/no/such']],
    [['--out']],
    [['word']],
  ])('%j is refused with one sentence', (args) => {
    expect(readOptions(args)).toBeTypeOf('string');
    expect(readOptions(args)).not.toContain('\n');
  });
});
