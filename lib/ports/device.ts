import type { DisplayRecord } from '../core/evidence/record.ts';
import type { Enforcement } from '../core/execution/view.ts';
import type { Sha256Hex } from '../core/packet/packet.ts';
import type { Profile, RequestKind } from '../core/profile/profile.ts';
import type { PageBrief, PageReport, ToPage } from '../wire/page-link.ts';

/** Wall clock and randomness of the worker, as arguments for everything below. */
export type Clock = Readonly<{ nowMs: () => number; randomId: () => string; sleep: (ms: number, signal: AbortSignal) => Promise<void> }>;

/**
 * The append-only journal. `append` resolves when the line is on disk (`durability: 'strict'`); it fails when the chain
 * moved on in between. A failure is `storage-failed`: the execution halts.
 */
export type JournalStore = Readonly<{
  append: (
    execution: string,
    entry: Readonly<{ at: string; actor: string; kind: string; body: Readonly<Record<string, unknown>> }>,
  ) => Promise<Readonly<{ seq: number; head: Sha256Hex; line: string }>>;
  lines: (execution: string) => Promise<readonly string[]>;
  /** All that there ever were, also those whose lines were deleted. */
  executions: () => Promise<readonly string[]>;
  /** Files that belong to an execution: records, pictures, commitments, sealed parts, anchors, and the finished bundle. */
  putFile: (execution: string, path: string, bytes: Uint8Array) => Promise<void>;
  files: (execution: string) => Promise<ReadonlyMap<string, Uint8Array>>;
  /** Takes one file away. */
  dropFile: (execution: string, path: string) => Promise<void>;
  /** Deletes an execution's lines and the files that are not kept. Its last head stays, and nothing can be added to it. */
  retire: (execution: string, isKept: (path: string) => boolean) => Promise<void>;
  /** The paths of an execution's files, without reading them. */
  paths: (execution: string) => Promise<ReadonlySet<string>>;
  file: (execution: string, path: string) => Promise<Uint8Array | null>;
  /** All files of all executions whose path begins so, without reading them. */
  under: (folder: string) => Promise<readonly Readonly<{ execution: string; path: string }>[]>;
  /** Which executions have a file of this path, without reading it. */
  having: (path: string) => Promise<ReadonlySet<string>>;
  /** The file of this path of every execution that has it, in one reading. */
  everywhere: (path: string) => Promise<ReadonlyMap<string, Uint8Array>>;
}>;

/** The public key of one device that something is sealed to: the device's id as RFC 7515 `kid`, a P-256 key (RFC 7517). */
export type SealingKey = Readonly<{ kid: string; jwk: JsonWebKey }>;

/** Key material of this device and of one execution. Private keys never leave it. */
export type Signer = Readonly<{
  device: () => Promise<Readonly<{ signingKey: string; sealingKey: JsonWebKey }>>;
  /** ECDSA P-256 over SHA-256, DER. */
  sign: (bytes: Uint8Array) => Promise<Uint8Array>;
  sha256: (bytes: Uint8Array | string) => Promise<Sha256Hex>;
  /** Makes the execution's commitment key K, sealed (JWE) to the recipients at birth, kept as a non-extractable key. */
  openCommitments: (execution: string, recipients: readonly SealingKey[]) => Promise<Uint8Array>;
  /** HMAC-SHA-256 under `k_field = HKDF(K, bundle, path)`. */
  commit: (execution: string, path: string, kind: string, value: string) => Promise<Sha256Hex>;
  /** Seals the values of one capture with a key made from K, so that it needs nobody and nothing to be at hand. */
  sealValues: (execution: string, path: string, plain: Uint8Array) => Promise<Uint8Array>;
  closeCommitments: (execution: string) => Promise<void>;
  /** Opens what was sealed to this device; null when it was not, or is not whole. */
  unseal: (sealed: Uint8Array) => Promise<Uint8Array | null>;
  seal: (plain: Uint8Array, recipients: readonly SealingKey[], bundle: string) => Promise<Uint8Array>;
}>;

/** A release as the browser enforces it. */
export type GateOpening = Readonly<{
  execution: string;
  release: string;
  tabId: number;
  /** Every tab that was there before, where the profile's commit leaves from a new one; else null. */
  tabsThere: ReadonlySet<number> | null;
  untilMs: number;
  /** Sent along as `Idempotency-Key`, so that a console that keeps it grants once. */
  idempotencyKey: string;
  /** Whether a request is what was released: asked by the blocking listener of each that begins. */
  isRight: (request: ObservedRequest) => boolean;
  /** The blocking listener lets this one out, and no other: from then on it counts as sent. */
  letThrough: (request: ObservedRequest) => void;
}>;

/** What the browser saw of one of the console's non-safe requests. `body` null = could not be read. */
export type ObservedRequest = Readonly<{
  requestId: string;
  tabId: number;
  method: string;
  url: string;
  kind: RequestKind | 'unknown';
  atMs: number;
  /** The origin of the document that makes it. */
  initiator: string | null;
  /** Made by the browser going to another page, or by a script of this one. */
  by: 'navigation' | 'script';
  body: Readonly<Record<string, readonly string[]>> | null;
}>;
export type RequestEnd = Readonly<{
  requestId: string;
  tabId: number;
  method: string;
  url: string;
  atMs: number;
  status: number | null;
  wasBlocked: boolean;
  error: string | null;
}>;

/** The network gate. Closed by default; every opening is for one class and one tab, be it one that is yet to open, and ends by itself. */
export type NetworkGate = Readonly<{
  enforcement: () => Promise<Enforcement>;
  /** Installs the closed base rules for a profile, and registers the content script. Idempotent. */
  guard: (profile: Profile) => Promise<void>;
  /** Takes rules and content script away from every console that nobody guards any more; the others stay as they are. Idempotent. */
  letGo: () => Promise<void>;
  open: (profile: Profile, opening: GateOpening) => Promise<void>;
  /**
   * Opens one class (never `commit`) for one tab, for so long from when the rule stands, in place of the class before it; a release
   * stays as it is. Resolves to when it ends, ms since 1970.
   */
  openClass: (
    profile: Pick<Profile, 'where' | 'requests'>,
    kind: 'step' | 'back' | 'exit' | 'revoke',
    tabId: number,
    forMs: number,
  ) => Promise<number>;
  /**
   * Closes what `openClass` opened, and nothing else: the request it was for has gone. One that began before the window was asked
   * for (`begunAtMs`, ms since 1970) had another: a busy browser tells of its end when the next window stands already.
   */
  closeWindow: (begunAtMs: number) => Promise<void>;
  /**
   * Takes the release of this execution away, and every window. There is one release at a time: where another execution's stands, this
   * one's is gone since then, and that one stays. Resolves once none of this one's can be left.
   */
  close: (execution: string) => Promise<void>;
  /** Removes every allow rule but those of class `free`. The first act of every worker start. */
  closeAll: () => Promise<void>;
  /** What is wrong with our footing on this console; empty when intact. */
  faults: (profile: Profile) => Promise<readonly string[]>;
}>;

/** The documents of the console that are connected now. */
export type PageLink = Readonly<{
  brief: (tabId: number, brief: PageBrief) => void;
  send: (tabId: number, message: ToPage) => void;
  /** A fresh look at the tab's top document, or null when it did not answer in time. */
  look: (tabId: number, deadlineMs: number) => Promise<PageReport | null>;
  /** Opens the console in a new tab, by GET. */
  openTab: (url: string) => Promise<number>;
  tabs: () => readonly number[];
  /** Every tab that the browser has now, the console's or not. */
  allTabs: () => Promise<readonly number[]>;
  /** Tabs on these origins that no page room of ours has held from their beginning: it was cut off, came later, or was never put in. */
  unheld: (origins: readonly string[]) => Promise<readonly number[]>;
  /** The origin of the console's page that is connected from a tab; null where none is. */
  originOf: (tabId: number) => string | null;
  /** Where a tab has come to rest. Null: it is still on its way, or gone. An origin that we were not given is not told. */
  restsAt: (tabId: number) => Promise<Readonly<{ origin: string | null }> | null>;
}>;

/** Draws a record in a document of our own. Rejects with `capture-failed` words when it cannot. */
export type Renderer = Readonly<{ draw: (record: DisplayRecord) => Promise<Uint8Array> }>;
