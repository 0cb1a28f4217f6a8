import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { PlaceId } from './screens.ts';
import { type CommitValues, type Values, valuesOf } from './values.ts';

export type Skin = 'server' | 'spa';

/** A request that is being filled. `reached`: the furthest place, as an index; `marks`: what is done once a request. */
export type Draft = Readonly<{
  id: string;
  reference: string;
  skin: Skin;
  place: PlaceId;
  reached: number;
  state: 'open' | 'saved' | 'abandoned' | 'submitted';
  values: Values;
  errors: Readonly<Record<string, string>>;
  marks: readonly string[];
  openedAtMs: number;
  /** The latest commit that was made from it. */
  result: string | null;
}>;

/** What the console answers to a commit, and shows again for as long as it is asked. */
export type Result = Readonly<{
  id: string;
  is: 'granted' | 'refused' | 'queued';
  reference: string;
  tenant: string | null;
  administrator: string;
  scope: readonly string[];
  ends: string;
  timeZone: string;
  because: string | null;
}>;

/** A commit that reached the console. `count`: how often it arrived, where later ones carried the same `Idempotency-Key`. */
export type Commit = Readonly<{ id: string; at: string; skin: Skin; values: CommitValues; idempotencyKey: string | null; count: number }>;

/** A grant as the console itself recorded it when it made it. */
export type ConsoleGrant = Readonly<{
  reference: string;
  at: string;
  tenant: string;
  objectId: string;
  privileges: readonly string[];
  endsAt: string | null;
  state: 'active' | 'pending' | 'ended';
}>;

/** A request of any method that may change something. */
export type SeenRequest = Readonly<{ at: string; method: string; url: string }>;

const FIRST_DRAFT = 48_213;
const FIRST_GRANT = 77_120;
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS drafts (number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT UNIQUE NOT NULL, json TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS commits (
    number INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, skin TEXT NOT NULL, idempotency_key TEXT UNIQUE,
    count INTEGER NOT NULL DEFAULT 1, vals TEXT NOT NULL, result TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS grants (number INTEGER PRIMARY KEY AUTOINCREMENT, reference TEXT UNIQUE NOT NULL, json TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS requests (number INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, method TEXT NOT NULL, url TEXT NOT NULL);
`;
const TABLES = ['drafts', 'commits', 'grants', 'requests'] as const;

/** The consoles' own database. It alone says what reached them. */
export type Store = ReturnType<typeof openStore>;

/** Opens the database in `dir`, or goes on with the one that is there. */
export function openStore(dir: string) {
  const database = new DatabaseSync(join(dir, 'consoles.sqlite'));
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
  database.exec(SCHEMA);
  const clear = (): void => {
    for (const table of TABLES) database.exec(`DELETE FROM ${table}`);
    database.exec('DELETE FROM sqlite_sequence');
  };
  return {
    ...draftTable(database),
    ...commitTable(database),
    ...grantTable(database),
    ...requestTable(database),
    clear,
    close: () => database.close(),
  };
}

function draftTable(database: DatabaseSync) {
  const keep = (draft: Draft): Draft => {
    database
      .prepare('INSERT INTO drafts (id, json) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET json = excluded.json')
      .run(draft.id, JSON.stringify(draft));
    return draft;
  };
  const all = (): readonly Draft[] => rows(database, 'SELECT json FROM drafts ORDER BY number').map(({ json }) => draftOf(json));
  return {
    newDraft: (skin: Skin, openedAtMs: number): Draft =>
      keep({
        id: randomBytes(16).toString('hex'),
        reference: `DR-${FIRST_DRAFT + count(database, 'drafts')}`,
        skin,
        place: 'tenant',
        reached: 0,
        state: 'open',
        values: valuesOf(null),
        errors: {},
        marks: [],
        openedAtMs,
        result: null,
      }),
    keepDraft: keep,
    drafts: all,
    draftById: (id: string): Draft | null => all().find((draft) => draft.id === id) ?? null,
    draftByReference: (reference: string): Draft | null => all().find((draft) => draft.reference === reference) ?? null,
  };
}

function commitTable(database: DatabaseSync) {
  const resultAt = (where: string, value: string | number): Result | null => {
    const row = database.prepare(`SELECT result FROM commits WHERE ${where} = ?`).get(value);
    return row === undefined ? null : JSON.parse(String(row.result));
  };
  return {
    addCommit: (commit: Omit<Commit, 'id' | 'count'>, result: Omit<Result, 'id'>): Result => {
      const id = String(count(database, 'commits') + 1);
      database
        .prepare('INSERT INTO commits (number, at, skin, idempotency_key, vals, result) VALUES (?, ?, ?, ?, ?, ?)')
        .run(Number(id), commit.at, commit.skin, commit.idempotencyKey, JSON.stringify(commit.values), JSON.stringify({ ...result, id }));
      return { ...result, id };
    },
    /** Counts a commit whose key was seen before, and gives the answer it got then; null when the key is new. */
    repeatCommit: (idempotencyKey: string): Result | null => {
      database.prepare('UPDATE commits SET count = count + 1 WHERE idempotency_key = ?').run(idempotencyKey);
      return resultAt('idempotency_key', idempotencyKey);
    },
    resultById: (id: string): Result | null => (/^\d{1,9}$/.test(id) ? resultAt('number', Number(id)) : null),
    commits: (): readonly Commit[] =>
      rows(database, 'SELECT * FROM commits ORDER BY number').map((row) => ({
        id: String(row.number),
        at: String(row.at),
        skin: row.skin === 'spa' ? 'spa' : 'server',
        values: JSON.parse(String(row.vals)),
        idempotencyKey: row.idempotency_key === null ? null : String(row.idempotency_key),
        count: Number(row.count),
      })),
  };
}

function grantTable(database: DatabaseSync) {
  return {
    /** The next reference that nobody has: a scenario may have put grants into the world by itself. */
    nextReference: (taken: ReadonlySet<unknown>): string => {
      let number = FIRST_GRANT + count(database, 'grants');
      while (taken.has(`BG-${number}`)) number += 1;
      return `BG-${number}`;
    },
    keepGrant: (grant: ConsoleGrant): void => {
      database
        .prepare('INSERT INTO grants (reference, json) VALUES (?, ?) ON CONFLICT (reference) DO UPDATE SET json = excluded.json')
        .run(grant.reference, JSON.stringify(grant));
    },
    grants: (): readonly ConsoleGrant[] =>
      rows(database, 'SELECT json FROM grants ORDER BY number').map(({ json }): ConsoleGrant => JSON.parse(String(json))),
  };
}

function requestTable(database: DatabaseSync) {
  return {
    addRequest: ({ at, method, url }: SeenRequest): void => {
      database.prepare('INSERT INTO requests (at, method, url) VALUES (?, ?, ?)').run(at, method, url);
    },
    requests: (): readonly SeenRequest[] =>
      rows(database, 'SELECT at, method, url FROM requests ORDER BY number').map((row) => ({
        at: String(row.at),
        method: String(row.method),
        url: String(row.url),
      })),
  };
}

function rows(database: DatabaseSync, query: string): readonly Readonly<Record<string, unknown>>[] {
  return database.prepare(query).all();
}

function count(database: DatabaseSync, table: (typeof TABLES)[number]): number {
  return Number(database.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.n);
}

function draftOf(json: unknown): Draft {
  return JSON.parse(String(json));
}
