import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { cp, mkdtemp, open as openFile, readdir, rm, rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { stillOpen } from '../fault/firing.ts';
import { askWorker, giveUp } from '../gate/guarded.ts';
import { consoleTab, openShortStage, type ShortStage } from '../gate/short-stage.ts';
import { at } from '../hand/control.ts';
import { press } from '../hand/extension-pages.ts';
import type { Page } from '../hand/page.ts';
import { FAST } from '../hand/screens.ts';
import { readyToPlay } from '../setup/ready.ts';

const STATE_MS = 45_000;
/** A person needs this long to see green and press. */
const REACTION_MS = 450;
const PRESSES_MAX = 3;
const TIMEOUT_MS = 240_000;
/** A profile takes some ten million. */
const DISK_BYTES = 100_000_000;
const BLOCK_BYTES = 4_096;
const JOURNAL = 'countersign-journal';
/** Whose journal is gone is told who has the case, since when, and what to do. */
const GONE = /You are executing this case since .+ If that was this browser, its journal is gone: submit nothing, and call security\./;

let stage: ShortStage | null = null;

afterEach(closeStage);

async function closeStage(): Promise<void> {
  await stage?.close();
  stage = null;
}

async function open(): Promise<ShortStage> {
  const ready = await readyToPlay();
  if (!ready.isReady) throw new Error(ready.says);
  stage = await openShortStage({ ...ready, enforcement: 'one-shot', ways: [], cases: 1, sends: 'apart-or-scripts' });
  stage.send('apart-from-steps');
  return stage;
}

/** A case whose form is filled in as approved, and not yet sent. */
async function filled(): Promise<Readonly<{ opened: ShortStage; page: Page }>> {
  const opened = await open();
  const page = await opened.begin();
  await opened.fill(page);
  await comesTo(opened, 'filling');
  return { opened, page };
}

async function comesTo({ watch }: ShortStage, ...states: readonly string[]): Promise<void> {
  await watch.until(({ state }) => states.includes(state), STATE_MS);
  expect(states, watch.now().reasons.join(' ')).toContain(watch.now().state);
}

/** Armed, a press goes through. On a busy machine it may come as its time is over: then it is checked and pressed again. */
async function commit({ watch, pressSubmit }: ShortStage, page: Page): Promise<void> {
  for (let press = 1; press <= PRESSES_MAX; press += 1) {
    await watch.until(({ state }) => state !== 'armed', REACTION_MS);
    await pressSubmit(page);
    const seen = await watch.until(({ state }) => state === 'confirmed' || state === 'held', STATE_MS);
    if (seen?.state !== 'held') return;
    await pressSubmit(page);
    await watch.until(({ state }) => state === 'armed', STATE_MS);
  }
}

/** The browser is there again, and the same person signs in. */
async function backIn({ watch, signInAgain }: ShortStage): Promise<void> {
  await watch.reopen();
  await signInAgain();
}

/** What stands in the popup. */
async function wordsOf({ watch }: ShortStage): Promise<string> {
  return ((await watch.page().locator('body').textContent()) ?? '').replace(/\s+/g, ' ');
}

async function says(opened: ShortStage, words: RegExp): Promise<void> {
  await expect.poll(() => wordsOf(opened), { timeout: STATE_MS }).toMatch(words);
}

async function claimOf({ control, caseId }: ShortStage): Promise<unknown> {
  return at(await control.world(), `/cases/${caseId()}/claim`);
}

async function handoversOf({ control, caseId }: ShortStage): Promise<unknown> {
  return at(await control.world(), `/cases/${caseId()}/handovers`);
}

async function grantsIn({ control }: ShortStage): Promise<unknown> {
  return at(await control.world(), '/iam/grants');
}

/** A commit and a step are tried from another page of the console; no more commits have arrived than before. */
async function isClosed(opened: ShortStage, commits: number): Promise<void> {
  expect(await stillOpen(opened, null, await opened.rightBody())).toEqual([]);
  expect(opened.gate.commits()).toHaveLength(commits);
}

describe('the journal is deleted while an execution is open', () => {
  /** The case is held by what is gone: nothing begins, nothing passes, and the popup says so. */
  async function isRecognised(opened: ShortStage, before: unknown): Promise<void> {
    await says(opened, GONE);
    expect(at(await askWorker(opened.watch.page(), { type: 'start', caseId: opened.caseId() }), '/ok')).toBe(true);
    await opened.watch.until(({ reasons }) => reasons.includes('claimed-elsewhere'), STATE_MS);
    expect(opened.watch.now()).toMatchObject({ state: 'closed', reasons: ['claimed-elsewhere'] });
    await says(opened, /Not ready to enter.*Nothing was opened and nothing was sent\./);
    expect(await claimOf(opened)).toEqual(before);
    await isClosed(opened, 0);
  }

  it(
    'with its files, as the browser was stopped: the case knows who has it, and the next start is told so',
    async () => {
      const { opened } = await filled();
      const before = await claimOf(opened);
      const { host } = new URL(opened.watch.page().url());
      const files = join(opened.browser.profile, 'Default', 'IndexedDB', `chrome-extension_${host}_0.indexeddb.leveldb`);
      await opened.browser.kill('browser', () => rm(files, { recursive: true }));
      await backIn(opened);
      await isRecognised(opened, before);
    },
    TIMEOUT_MS,
  );

  it(
    'from a page of the extension: it is gone as soon as the worker ends, nothing of the open form passes, and the next start is told so',
    async () => {
      const { opened, page } = await filled();
      const before = await claimOf(opened);
      const isGone = opened.watch.page().evaluate(deleteDatabase, JOURNAL);
      await opened.browser.kill('worker');
      await isGone;
      await says(opened, GONE);
      await opened.pressSubmit(page);
      await isClosed(opened, 0);
      await opened.browser.kill('browser');
      await backIn(opened);
      await isRecognised(opened, before);
    },
    TIMEOUT_MS,
  );
});

describe('the browser’s profile is put back to a copy of the time when the form was filled', () => {
  /** Goes on from the copy that was taken to another state, and puts the copy back. */
  async function putBackAfter(goOn: (opened: ShortStage, page: Page) => Promise<void>): Promise<ShortStage> {
    const { opened } = await filled();
    const { browser, watch, gate } = opened;
    const copy = await mkdtemp(join(tmpdir(), 'countersign-copy-'));
    try {
      await browser.kill('browser', () => copied(browser.profile, copy));
      await backIn(opened);
      await comesTo(opened, 'filling', 'held');
      await press(watch.page(), 'Go to console', FAST);
      const page = await consoleTab(browser, `${gate.origin}/grant/new`);
      await page.locator('#b').waitFor({ timeout: STATE_MS });
      await opened.arm(page);
      await goOn(opened, page);
      await browser.kill('browser', async () => {
        for (const name of await readdir(browser.profile)) await rm(join(browser.profile, name), { recursive: true });
        await copied(copy, browser.profile);
      });
    } finally {
      await rm(copy, { recursive: true });
    }
    await backIn(opened);
    return opened;
  }

  it(
    'after a commit was confirmed: the case says that it is spent, and nothing is sent again',
    async () => {
      const opened = await putBackAfter(async (before, page) => {
        await commit(before, page);
        await comesTo(before, 'confirmed');
        await expect.poll(async () => at(await claimOf(before), '/state'), { timeout: STATE_MS }).toBe('closed');
      });
      await comesTo(opened, 'halted');
      expect(opened.watch.now().reasons).toContain('execution-already-spent');
      await says(opened, /This approval was already used, or its outcome is not known\./);
      expect(await grantsIn(opened)).toHaveLength(1);
      await isClosed(opened, 1);
    },
    TIMEOUT_MS,
  );

  it(
    'after a release that nobody saw the end of: the case remembers it, so the outcome is unknown and security is called',
    async () => {
      const opened = await putBackAfter(async (before) => {
        expect(await claimOf(before)).toMatchObject({ state: 'consumed' });
      });
      await comesTo(opened, 'unknown');
      await opened.watch.until(({ isEscalated }) => isEscalated, STATE_MS);
      expect(opened.watch.now()).toMatchObject({ isEscalated: true });
      await says(opened, /Do not submit again/);
      expect(await grantsIn(opened)).toEqual([]);
      await isClosed(opened, 0);
    },
    TIMEOUT_MS,
  );
});

describe.skipIf(!mayMount())('the disk is full', () => {
  it.each(['while the form is filled', 'right before the press'] as const)(
    '%s: no line, no gate, and it says so; with room again it is left to others by itself, and can be given up',
    async (when) => {
      await onSmallDisk(async (setFull) => {
        const opened = await open();
        const page = await opened.begin();
        if (when === 'while the form is filled') await setFull(true);
        await opened.fill(page);
        if (when === 'right before the press') {
          await comesTo(opened, 'filling');
          await setFull(true);
          await opened.pressSubmit(page);
        }
        await comesTo(opened, 'halted');
        await says(opened, /The journal cannot be written: \w+Error/);
        await isClosed(opened, 0);
        await setFull(false);
        const kinds = async () => (await opened.journal()).map((line) => at(line, '/kind'));
        await expect.poll(kinds, { timeout: STATE_MS }).toContain('claim-left');
        expect((await kinds()).filter((kind) => kind === 'capsule-attached')).toHaveLength(1);
        expect(await handoversOf(opened)).toMatchObject([{ mayHaveLeft: false, settled: null }]);
        expect(await claimOf(opened)).toMatchObject({ state: 'held', epoch: 1 });
        // Who gives up leaves the console first.
        await opened.next();
        const isOver = async () => {
          await giveUp(opened.watch.page());
          return at(await claimOf(opened), '/state') !== 'held';
        };
        await expect.poll(isOver, { timeout: STATE_MS }).toBe(true);
        await isClosed(opened, 0);
      });
    },
    TIMEOUT_MS,
  );
});

/** A disk of its own can be had by whoever may mount one; elsewhere these are left out. */
function mayMount(): boolean {
  const probe = mkdtempSync(join(tmpdir(), 'countersign-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', 'tmpfs', probe], { stdio: 'ignore' });
    execFileSync('umount', [probe]);
    return true;
  } catch {
    // Not permitted, or no such command.
    return false;
  } finally {
    rmdirSync(probe);
  }
}

/** Whatever is opened meanwhile keeps its profile on a disk that can be made full, and empty again. */
async function onSmallDisk(use: (setFull: (isFull: boolean) => Promise<void>) => Promise<void>): Promise<void> {
  const disk = await mkdtemp(join(tmpdir(), 'countersign-disk-'));
  const before = process.env.TMPDIR;
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_BYTES}`, 'tmpfs', disk]);
  process.env.TMPDIR = disk;
  try {
    await use((isFull) => (isFull ? fillUp(join(disk, 'full')) : rm(join(disk, 'full'))));
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
    await closeStage();
    execFileSync('umount', ['-l', disk]);
    await rmdir(disk);
  }
}

/** To the last block. */
async function fillUp(path: string): Promise<void> {
  const file = await openFile(path, 'w');
  try {
    for (const block = Buffer.alloc(BLOCK_BYTES); ; ) await file.write(block);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
  } finally {
    await file.close();
  }
}

async function copied(from: string, to: string): Promise<void> {
  await cp(from, to, { recursive: true, verbatimSymlinks: true });
}

/** Runs in a page of the extension: settles when the database is gone. */
function deleteDatabase(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error);
  });
}
