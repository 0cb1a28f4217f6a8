import type { DBSchema, IDBPDatabase, IDBPTransaction } from 'idb';
import { canonical } from '../core/evidence/canonical.ts';
import { type Digest, utf8 } from '../core/evidence/encoding.ts';
import { journalLine, NO_LINE_BEFORE } from '../core/evidence/journal.ts';
import type { Sha256Hex } from '../core/packet/packet.ts';
import type { JournalStore } from '../ports/device.ts';
import { opener } from './database.ts';
import { turns } from './turns.ts';

/** Another context may append to another execution in between; only the shared log moved then, and it is tried again. */
const TRIES_MAX = 8;
const FIRST_SEQ = 0;
const NOTHING_YET = -1;

/** The last line of an execution. `isRetired`: its lines were deleted, and this is left of them. */
type Head = Readonly<{ execution: string; seq: number; sha256: Sha256Hex; isRetired?: true }>;
/** One line of the device's own log: every head it ever wrote, chained, so that a profile that was put back shows. */
export type LoggedHead = Readonly<{ position: number; execution: string; seq: number; head: Sha256Hex; link: Sha256Hex }>;

interface Schema extends DBSchema {
  lines: { key: [string, number]; value: Readonly<{ execution: string; seq: number; line: string }> };
  heads: { key: string; value: Head };
  log: { key: number; value: LoggedHead; indexes: { execution: string } };
  files: {
    key: [string, string];
    value: Readonly<{ execution: string; path: string; bytes: Uint8Array }>;
    indexes: { path: string };
  };
}
type Entry = Parameters<JournalStore['append']>[1];
type Seen = Readonly<{ head: Head | null; logged: LoggedHead | null }>;

/** The chain moved on while an entry was being made for it: somebody else writes the same execution. */
class JournalMoved extends Error {
  override readonly name = 'JournalMoved';
}

/** What is stored does not fit together: lost, put back, or changed by somebody else. */
class JournalBroken extends Error {
  override readonly name = 'JournalBroken';
}

/**
 * The journal in IndexedDB. An entry is hashed first, then compared and appended in one strict transaction, so that no
 * foreign work is awaited inside it. Entries of this context follow one another in the order asked for: all of them move the one log.
 */
export function journalStore(
  digest: Digest,
  name = 'countersign-journal',
): JournalStore & Readonly<{ deviceLog: () => Promise<readonly LoggedHead[]> }> {
  const database = opener(name, makeStores);
  const inTurn = turns();
  const written = new Map<string, number>();
  return {
    append: (execution, entry) =>
      inTurn(async () => {
        const made = await append(await database(), digest, execution, { entry, atLeast: written.get(execution) ?? NOTHING_YET });
        written.set(execution, made.seq);
        return made;
      }),
    lines: async (execution) => {
      const transaction = (await database()).transaction(['lines', 'heads']);
      const stored = await transaction.objectStore('lines').getAll(linesOf(execution));
      const head = await transaction.objectStore('heads').get(execution);
      if (head?.isRetired) return [];
      if (stored.length !== (head === undefined ? 0 : head.seq + 1)) throw new JournalBroken('lines are missing');
      return stored.map((one) => one.line);
    },
    executions: async () => (await database()).getAllKeys('heads'),
    putFile: async (execution, path, bytes) => {
      const transaction = (await database()).transaction('files', 'readwrite', { durability: 'strict' });
      // A copy: a view would be stored with the whole buffer behind it.
      await Promise.all([transaction.store.put({ execution, path, bytes: bytes.slice() }), transaction.done]);
    },
    files: async (execution) => {
      const stored = await (await database()).getAll('files', filesOf(execution));
      return new Map(stored.map((one) => [one.path, one.bytes]));
    },
    dropFile: async (execution, path) => {
      const transaction = (await database()).transaction('files', 'readwrite', { durability: 'strict' });
      await Promise.all([transaction.store.delete([execution, path]), transaction.done]);
    },
    retire: async (execution, isKept) => retire(await database(), execution, isKept),
    paths: async (execution) => {
      const keys = await (await database()).getAllKeys('files', filesOf(execution));
      return new Set(keys.map(([, path]) => path));
    },
    file: async (execution, path) => (await (await database()).get('files', [execution, path]))?.bytes ?? null,
    having: async (path) => {
      const keys = await (await database()).getAllKeysFromIndex('files', 'path', path);
      return new Set(keys.map(([execution]) => execution));
    },
    under: async (folder) => {
      const within = IDBKeyRange.bound(folder, `${folder}\uffff`);
      const keys = await (await database()).getAllKeysFromIndex('files', 'path', within);
      return keys.map(([execution, path]) => ({ execution, path }));
    },
    everywhere: async (path) => {
      const stored = await (await database()).getAllFromIndex('files', 'path', path);
      return new Map(stored.map((one) => [one.execution, one.bytes]));
    },
    deviceLog: async () => (await database()).getAll('log'),
  };
}

async function append(
  database: IDBPDatabase<Schema>,
  digest: Digest,
  execution: string,
  { entry, atLeast }: Readonly<{ entry: Entry; atLeast: number }>,
): Promise<Awaited<ReturnType<JournalStore['append']>>> {
  for (let attempt = 0; attempt < TRIES_MAX; attempt += 1) {
    const seen = await look(database, digest, execution);
    // A store that was emptied or put back while we wrote to it looks like a new one: only we know that it is not.
    if ((seen.head?.seq ?? NOTHING_YET) < atLeast) throw new JournalBroken('what was written before is gone');
    const seq = seen.head === null ? FIRST_SEQ : seen.head.seq + 1;
    const { at, actor, kind, body } = entry;
    const line = journalLine({ v: 1, seq, prev: seen.head?.sha256 ?? NO_LINE_BEFORE, execution, at, actor, kind, body });
    const head = await digest(utf8(line));
    const position = (seen.logged?.position ?? 0) + 1;
    const link = await digest(utf8(canonical({ position, execution, seq, head, prev: seen.logged?.link ?? NO_LINE_BEFORE })));
    const isKept = await compareAndAppend(database, seen, { line, entry: { position, execution, seq, head, link } });
    if (isKept) return { seq, head, line };
  }
  throw new JournalMoved('the device log is too busy');
}

/** What the next line follows. The last line is hashed again: a store that lost or changed it must not be built upon. */
async function look(database: IDBPDatabase<Schema>, digest: Digest, execution: string): Promise<Seen> {
  const transaction = database.transaction(['lines', 'heads', 'log']);
  const head = (await transaction.objectStore('heads').get(execution)) ?? null;
  const last = (await transaction.objectStore('lines').openCursor(linesOf(execution), 'prev'))?.value ?? null;
  const logged = (await transaction.objectStore('log').openCursor(null, 'prev'))?.value ?? null;
  const own = (await transaction.objectStore('log').index('execution').openCursor(execution, 'prev'))?.value ?? null;
  await transaction.done;
  const isWhole =
    head === null
      ? last === null && own === null
      : last?.seq === head.seq && own?.seq === head.seq && own.head === head.sha256 && (await digest(utf8(last.line))) === head.sha256;
  if (!isWhole) throw new JournalBroken('the last line is not the one that was written');
  return { head, logged };
}

/** False when only the device's log moved on; then the entry is made again. */
async function compareAndAppend(
  database: IDBPDatabase<Schema>,
  seen: Seen,
  made: Readonly<{ line: string; entry: LoggedHead }>,
): Promise<boolean> {
  const transaction = database.transaction(['lines', 'heads', 'log'], 'readwrite', { durability: 'strict' });
  const { execution, seq, head } = made.entry;
  const now = await transaction.objectStore('heads').get(execution);
  const logged = await transaction.objectStore('log').openCursor(null, 'prev');
  if (now?.sha256 !== seen.head?.sha256) return abandon(transaction, new JournalMoved('another context wrote to this execution'));
  if (logged?.value.link !== seen.logged?.link) return abandon(transaction, null);
  await Promise.all([
    transaction.objectStore('lines').add({ execution, seq, line: made.line }),
    transaction.objectStore('heads').put({ execution, seq, sha256: head }),
    transaction.objectStore('log').add(made.entry),
    transaction.done,
  ]);
  return true;
}

/** All of it goes, or nothing. The device's log keeps every head that there ever was. */
async function retire(database: IDBPDatabase<Schema>, execution: string, isKept: (path: string) => boolean): Promise<void> {
  const transaction = database.transaction(['lines', 'heads', 'files'], 'readwrite', { durability: 'strict' });
  const files = transaction.objectStore('files');
  const head = await transaction.objectStore('heads').get(execution);
  const keys = await files.getAllKeys(filesOf(execution));
  await Promise.all([
    ...(head === undefined ? [] : [transaction.objectStore('heads').put({ ...head, isRetired: true })]),
    transaction.objectStore('lines').delete(linesOf(execution)),
    ...keys.filter(([, path]) => !isKept(path)).map((key) => files.delete(key)),
    transaction.done,
  ]);
}

/** Ends a transaction that wrote nothing. */
async function abandon(
  transaction: IDBPTransaction<Schema, ('lines' | 'heads' | 'log')[], 'readwrite'>,
  error: Error | null,
): Promise<false> {
  await transaction.done;
  if (error !== null) throw error;
  return false;
}

function linesOf(execution: string): IDBKeyRange {
  return IDBKeyRange.bound([execution, FIRST_SEQ], [execution, Number.MAX_SAFE_INTEGER]);
}

function filesOf(execution: string): IDBKeyRange {
  return IDBKeyRange.bound([execution], [execution, []]);
}

function makeStores(database: IDBPDatabase<Schema>): void {
  database.createObjectStore('lines', { keyPath: ['execution', 'seq'] });
  database.createObjectStore('heads', { keyPath: 'execution' });
  database.createObjectStore('log', { keyPath: 'position' }).createIndex('execution', 'execution');
  database.createObjectStore('files', { keyPath: ['execution', 'path'] }).createIndex('path', 'path');
}
