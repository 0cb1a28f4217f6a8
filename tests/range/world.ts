import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Operation } from 'fast-json-patch';
import jsonPatch from 'fast-json-patch';
import type { WorldDraft, WorldState } from './world-shape.ts';

export type { Operation } from 'fast-json-patch';
export type { Frozen, WorldDraft, WorldState } from './world-shape.ts';

/** The range's whole state, and the one way to change it. Every change is on disk before anybody hears of it. */
export type World = Readonly<{
  /** The state now, frozen and shared. */
  get: () => WorldState;
  /** Applies an RFC 6902 patch, wholly or not at all; throws on an operation that does not fit. */
  patch: (operations: readonly Operation[]) => void;
  /** Changes a copy, and takes it over if `change` does not throw. */
  update: (change: (draft: WorldDraft) => void) => void;
  replace: (next: WorldDraft) => void;
  /** Called after every change; gives back the way to end it. */
  subscribe: (listener: () => void) => () => void;
  /** What the practice systems take for now: the machine's clock moved by `/clock/offsetMs`. */
  nowMs: () => number;
  /** Where the range keeps its files. */
  dir: string;
  /** The range's own database; every system has its own tables in it. */
  database: DatabaseSync;
  close: () => void;
}>;

/** Opens the world kept in `dir`, or begins with `seed` there. Without `dir` it lives in a folder that `close` removes. */
export function openWorld(options: Readonly<{ dir?: string | undefined; seed: () => WorldDraft }>): World {
  const dir = options.dir ?? mkdtempSync(join(tmpdir(), 'practice-range-'));
  mkdirSync(dir, { recursive: true });
  const database = new DatabaseSync(join(dir, 'range.sqlite'));
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
  database.exec('CREATE TABLE IF NOT EXISTS world (id INTEGER PRIMARY KEY CHECK (id = 1), json TEXT NOT NULL)');
  const listeners = new Set<() => void>();
  const kept = readKept(database);
  let state: WorldState = frozen(kept ?? options.seed());

  const take = (next: WorldDraft): void => {
    write(database, next);
    state = frozen(next);
    for (const listener of [...listeners]) listener();
  };
  if (kept === null) write(database, state);

  return {
    get: () => state,
    patch: (operations) => take(jsonPatch.applyPatch(thawed(state), structuredClone([...operations]), true).newDocument),
    update: (change) => {
      const draft = thawed(state);
      change(draft);
      take(draft);
    },
    replace: (next) => take(structuredClone(next)),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    nowMs: () => Date.now() + offsetOf(state),
    dir,
    database,
    close: () => {
      listeners.clear();
      database.close();
      if (options.dir === undefined) rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** Why a patch does not fit: which of its operations, and what is wrong with that. */
export function misfit(error: unknown): string {
  const why = error instanceof Error ? (error.message.split('\n')[0] ?? '') : 'does not fit the world';
  if (!(error instanceof jsonPatch.JsonPatchError)) return why;
  const { op, path, from } = error.operation;
  return `${op} ${from === undefined ? '' : `${from} `}${path}: ${why}`;
}

/** RFC 3339 in UTC without fractions, as the practice systems write every instant. */
export function instant(atMs: number): string {
  return new Date(atMs).toISOString().replace(/\.\d+Z$/, 'Z');
}

/** A patch may put anything at `/clock/offsetMs`; only a finite number moves the clock. */
function offsetOf(state: WorldState): number {
  const offset: unknown = state.clock?.offsetMs;
  return typeof offset === 'number' && Number.isFinite(offset) ? offset : 0;
}

function readKept(database: DatabaseSync): WorldDraft | null {
  const json: unknown = database.prepare('SELECT json FROM world WHERE id = 1').get()?.json;
  return typeof json === 'string' ? JSON.parse(json) : null;
}

function write(database: DatabaseSync, state: WorldState): void {
  database
    .prepare('INSERT INTO world (id, json) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET json = excluded.json')
    .run(JSON.stringify(state));
}

function thawed(state: WorldState): WorldDraft {
  return JSON.parse(JSON.stringify(state));
}

/** Frozen to the bottom, so that nobody changes the world without its being kept. */
function frozen(value: WorldDraft): WorldState {
  deepFreeze(value);
  return value;
}

function deepFreeze(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  Object.freeze(value);
  for (const part of Object.values(value)) deepFreeze(part);
}
