import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { faultsOf, readChain, readLine } from '../../../lib/core/evidence/journal.ts';
import { digest } from '../core/evidence/sample-crypto.ts';
import { type InChromium, inChromium, START_MS } from './in-chromium.ts';

let browser: InChromium;
beforeAll(async () => {
  browser = await inChromium();
}, START_MS);
afterAll(() => browser.end(), START_MS);

const at = '2026-11-23T03:00:00.000Z';

/** Appends entries of these kinds, one after the other, and gives the lines that are there afterwards. */
async function appended(execution: string, kinds: readonly string[]): Promise<readonly string[]> {
  return browser.page().evaluate(
    async ({ execution, kinds, at }) => {
      const store = subject.journalStore(subject.signer().sha256);
      for (const kind of kinds) await store.append(execution, { at, actor: 'lead-01', kind, body: { kind } });
      return store.lines(execution);
    },
    { execution, kinds, at },
  );
}

/** Does something to what is stored, behind the journal's back. */
async function tamper(store: 'lines' | 'heads' | 'log', change: 'drop-last' | 'change-last'): Promise<void> {
  await browser.page().evaluate(
    ({ store, change }) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('countersign-journal');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const transaction = opening.result.transaction(store, 'readwrite');
          const cursor = transaction.objectStore(store).openCursor(null, 'prev');
          cursor.onsuccess = () => {
            if (change === 'drop-last') cursor.result?.delete();
            else cursor.result?.update({ ...cursor.result.value, line: `${cursor.result.value.line} ` });
          };
          transaction.oncomplete = () => {
            opening.result.close();
            resolve();
          };
        };
      }),
    { store, change },
  );
}

describe('the journal in IndexedDB', () => {
  test('keeps one chain for each execution, numbered from 0', async () => {
    const lines = await appended('cs-a', ['opened', 'preflight-read', 'claimed']);
    await appended('cs-b', ['opened']);
    expect(faultsOf(await readChain(lines, digest), 'cs-a')).toEqual([]);
    expect(lines.map((line) => readLine(line)?.seq)).toEqual([0, 1, 2]);
    expect(await browser.page().evaluate(() => subject.journalStore(subject.signer().sha256).executions())).toEqual(['cs-a', 'cs-b']);
  });

  test('takes what twenty executions write at once: all of them move the one device log, and none is refused for that', async () => {
    const refused = await browser.page().evaluate(async (at) => {
      const store = subject.journalStore(subject.signer().sha256, 'countersign-busy');
      const entries = Array.from({ length: 20 }, (_, one) => Array.from({ length: 5 }, () => `cs-busy-${one}`)).flat();
      const done = await Promise.allSettled(
        entries.map((execution) => store.append(execution, { at, actor: 'guard', kind: 'noted', body: {} })),
      );
      return done.flatMap((one) => (one.status === 'rejected' ? [String(one.reason)] : []));
    }, at);
    expect(refused).toEqual([]);
  });

  test('gives back number, head and line of what it appended', async () => {
    const [one, line] = await browser.page().evaluate(async (at) => {
      const store = subject.journalStore(subject.signer().sha256);
      const one = await store.append('cs-given', { at, actor: 'lead-01', kind: 'opened', body: {} });
      return [one, (await store.lines('cs-given'))[0]] as const;
    }, at);
    expect(one).toEqual({ seq: 0, line, head: await digest(new TextEncoder().encode(line)) });
  });

  test('keeps the order in which entries were asked for', async () => {
    const lines = await browser.page().evaluate(async (at) => {
      const store = subject.journalStore(subject.signer().sha256);
      const kinds = Array.from({ length: 12 }, (_, index) => `kind-${index}`);
      await Promise.all(kinds.map((kind) => store.append('cs-order', { at, actor: 'lead-01', kind, body: {} })));
      return store.lines('cs-order');
    }, at);
    expect(lines.map((line) => readLine(line)?.kind)).toEqual(Array.from({ length: 12 }, (_, index) => `kind-${index}`));
    expect(faultsOf(await readChain(lines, digest), 'cs-order')).toEqual([]);
  });

  test('never forks when two contexts write: who came late fails, and nothing half is kept', async () => {
    const { lines, outcomes } = await browser.page().evaluate(async (at) => {
      const stores = [0, 1, 2].map(() => subject.journalStore(subject.signer().sha256));
      // All are open before the race begins, so that each looks before any of them writes.
      await Promise.all(stores.map((store) => store.lines('cs-race')));
      const asked = stores.flatMap((store) =>
        [0, 1, 2].map((index) => store.append('cs-race', { at, actor: 'lead-01', kind: `kind-${index}`, body: {} })),
      );
      const settled = await Promise.allSettled(asked);
      const outcomes = settled.map((one) => (one.status === 'fulfilled' ? 'kept' : String(one.reason.name)));
      return { outcomes, lines: await (stores[0] ?? subject.journalStore(subject.signer().sha256)).lines('cs-race') };
    }, at);
    expect(faultsOf(await readChain(lines, digest), 'cs-race')).toEqual([]);
    expect(lines).toHaveLength(outcomes.filter((one) => one === 'kept').length);
    expect(new Set(outcomes)).toEqual(new Set(['kept', 'JournalMoved']));
  });

  test('lets two executions write at once', async () => {
    const lengths = await browser.page().evaluate(async (at) => {
      const ids = ['cs-x', 'cs-y', 'cs-z'];
      const stores = ids.map(() => subject.journalStore(subject.signer().sha256));
      await Promise.all(ids.map((id, index) => stores[index]?.append(id, { at, actor: 'lead-01', kind: 'opened', body: {} })));
      return Promise.all(ids.map(async (id) => (await stores[0]?.lines(id))?.length));
    }, at);
    expect(lengths).toEqual([1, 1, 1]);
  });

  test('refuses an entry that JSON would change, and goes on with the next one', async () => {
    const outcome = await browser.page().evaluate(async (at) => {
      const store = subject.journalStore(subject.signer().sha256);
      const bad = store.append('cs-odd', { at, actor: 'lead-01', kind: 'opened', body: { n: 2 ** 53 } }).then(
        () => 'kept',
        (error: Error) => error.name,
      );
      const good = store.append('cs-odd', { at, actor: 'lead-01', kind: 'opened', body: { n: 1 } });
      return [await bad, (await good).seq] as const;
    }, at);
    expect(outcome).toEqual(['NotCanonical', 0]);
  });
});

describe('the files of an execution', () => {
  test('are kept as they were given, apart from those of another', async () => {
    const found = await browser.page().evaluate(async () => {
      const store = subject.journalStore(subject.signer().sha256);
      const whole = Uint8Array.from([1, 2, 3, 4, 5, 6]);
      await store.putFile('cs-files', 'captures/a.json', whole.subarray(2, 4));
      await store.putFile('cs-files', 'captures/a.json', whole.subarray(3, 5));
      await store.putFile('cs-files-2', 'other', whole);
      const files = await store.files('cs-files');
      return {
        files: [...files].map(([path, bytes]) => [path, [...bytes], bytes.buffer.byteLength]),
        none: await store.file('cs-files', 'other'),
      };
    });
    expect(found).toEqual({ files: [['captures/a.json', [4, 5], 2]], none: null });
  });
});

describe('what is on disk', () => {
  test(
    'is there after the browser died without a goodbye',
    async () => {
      const before = await appended('cs-crash', ['opened', 'claimed']);
      await browser.restart('crash');
      const lines = await appended('cs-crash', ['restarted']);
      expect(lines.slice(0, 2)).toEqual(before);
      expect(faultsOf(await readChain(lines, digest), 'cs-crash')).toEqual([]);
    },
    START_MS,
  );

  test('is not built upon when its last line was changed', async () => {
    await appended('zz-changed', ['opened', 'claimed']);
    await tamper('lines', 'change-last');
    await expect(appended('zz-changed', ['filling'])).rejects.toThrow('not the one that was written');
  });

  test('is not read as whole when its last line is gone', async () => {
    await appended('zzz-lost', ['opened', 'claimed']);
    await tamper('lines', 'drop-last');
    await expect(appended('zzz-lost', [])).rejects.toThrow('lines are missing');
  });

  test('is not begun anew when it was deleted while somebody wrote to it', async () => {
    const outcome = await browser.page().evaluate(async (at) => {
      const store = subject.journalStore(subject.signer().sha256, 'deleted-journal');
      const opened = { at, actor: 'lead-01', kind: 'opened', body: {} };
      await store.append('cs-deleted', opened);
      const other = await new Promise<IDBDatabase>((resolve) => {
        const opening = indexedDB.open('deleted-journal');
        opening.onsuccess = () => resolve(opening.result);
      });
      const clearing = other.transaction([...other.objectStoreNames], 'readwrite');
      for (const name of other.objectStoreNames) clearing.objectStore(name).clear();
      await new Promise((resolve) => {
        clearing.oncomplete = resolve;
      });
      other.close();
      const again = await store.append('cs-deleted', opened).then(
        () => 'kept',
        (error: Error) => `${error.name}: ${error.message}`,
      );
      return [again, await store.lines('cs-deleted')];
    }, at);
    expect(outcome).toEqual(['JournalBroken: what was written before is gone', []]);
  });

  test(
    'is left as it was when the disk is full, and goes on once there is room',
    async () => {
      const before = await appended('cs-full', ['opened']);
      // A browser that has just granted room does not ask again for a while: a new one does.
      await browser.restart('close');
      const page = browser.page();
      const session = await page.context().newCDPSession(page);
      const origin = new URL(page.url()).origin;
      await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
      const outcome = await page.evaluate(async (at) => {
        const store = subject.journalStore(subject.signer().sha256);
        const entry = { at, actor: 'lead-01', kind: 'claimed', body: { filler: 'x'.repeat(4_000_000) } };
        return store.append('cs-full', entry).then(
          () => 'kept',
          (error: Error) => error.name,
        );
      }, at);
      expect(outcome).toBe('QuotaExceededError');
      await browser.restart('close');
      const after = await appended('cs-full', ['claimed']);
      expect(after.slice(0, 1)).toEqual(before);
      expect(faultsOf(await readChain(after, digest), 'cs-full')).toEqual([]);
    },
    START_MS,
  );

  test('leaves its head, and takes nothing more, once it was deleted by policy', async () => {
    await appended('cs-retired', ['opened', 'closed']);
    const found = await browser.page().evaluate(async (at) => {
      const store = subject.journalStore(subject.signer().sha256);
      await store.putFile('cs-retired', 'row.json', new Uint8Array([1]));
      await store.putFile('cs-retired', 'bundle.zip', new Uint8Array([2]));
      await store.retire('cs-retired', (path) => path === 'row.json');
      const again = await store.append('cs-retired', { at, actor: 'lead-01', kind: 'late', body: {} }).then(
        () => 'kept',
        (error: Error) => error.name,
      );
      const heads = (await store.deviceLog()).filter((one) => one.execution === 'cs-retired').map((one) => one.seq);
      return [await store.lines('cs-retired'), [...(await store.paths('cs-retired'))], again, heads];
    }, at);
    expect(found).toEqual([[], ['row.json'], 'JournalBroken', [0, 1]]);
  });

  test('is not built upon when it was put back to an earlier head', async () => {
    await appended('zzzz-back', ['opened']);
    await tamper('lines', 'drop-last');
    await tamper('heads', 'drop-last');
    await expect(appended('zzzz-back', ['opened'])).rejects.toThrow('not the one that was written');
  });

  test('has every head in the device log, chained', async () => {
    const log = await browser.page().evaluate(() => subject.journalStore(subject.signer().sha256).deviceLog());
    expect(log.length).toBeGreaterThan(10);
    expect(log.map((one) => one.position)).toEqual(log.map((_, index) => index + 1));
    expect(new Set(log.map((one) => one.link)).size).toBe(log.length);
  });

  test('tells which executions have a file, and gives it of all of them at once', async () => {
    const found = await browser.page().evaluate(async () => {
      const store = subject.journalStore(subject.signer().sha256);
      await store.putFile('has-1', 'summary.json', new Uint8Array([1]));
      await store.putFile('has-2', 'summary.json', new Uint8Array([2]));
      await store.putFile('has-2', 'bundle.zip', new Uint8Array([3]));
      const everywhere = await store.everywhere('summary.json');
      return {
        having: [...(await store.having('bundle.zip'))],
        everywhere: [...everywhere].map(([execution, bytes]) => [execution, [...bytes]]),
        none: [...(await store.having('no.such'))],
      };
    });
    expect(found).toEqual({
      having: ['has-2'],
      everywhere: [
        ['has-1', [1]],
        ['has-2', [2]],
      ],
      none: [],
    });
  });
});
