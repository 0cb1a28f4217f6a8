import { createHash, createHmac, generateKeyPairSync, sign } from 'node:crypto';
import type { PageReport } from '../../lib/core/compare/page-report.ts';
import { canonical } from '../../lib/core/evidence/canonical.ts';
import { journalLine, NO_LINE_BEFORE } from '../../lib/core/evidence/journal.ts';
import type { DisplayRecord } from '../../lib/core/evidence/record.ts';
import type { Enforcement } from '../../lib/core/execution/view.ts';
import type { GateOpening, JournalStore, NetworkGate, PageLink, SealingKey, Signer } from '../../lib/ports/device.ts';
import type { RunFacts } from '../../lib/ports/run-memory.ts';
import type { PageBrief, ToPage } from '../../lib/wire/page-link.ts';
import type { Device } from '../../lib/workflow/systems.ts';

/** The worker's own side in memory: what it would do to the browser is written down, and the disk can be made to fail. */
export type FakeDevice = Readonly<{
  device: Device;
  /** Everything that the gate was told, in order. */
  gateLog: string[];
  openings: GateOpening[];
  /** What the browser's answer to an opening, or to the closing, waits for (null = it comes at once), and what it finds wrong with the base rules. */
  rules: { opening: Promise<void> | null; closing: Promise<void> | null; faults: readonly string[] };
  /** How hard this browser bounds a commit. */
  enforcement: { is: Enforcement };
  /** What the one console tab shows; null = it does not answer. */
  page: { report: PageReport | null; tabId: number; origin: string | null };
  sent: ToPage[];
  disk: { isFailing: boolean };
  drawing: { isFailing: boolean };
  advance: (ms: number) => Promise<void>;
  nowMs: () => number;
}>;

const PNG_BEGINS = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** What begins as a picture does, and is another one for every screen. */
function pictureOf(record: DisplayRecord): Uint8Array {
  return Uint8Array.from([...PNG_BEGINS, ...new TextEncoder().encode(record.screen.id)]);
}

type Waiting = { atMs: number; wake: () => void };

/** What outlives a worker: the disk, and session memory until the browser ends. */
export type Kept = Readonly<{ lines: Map<string, string[]>; files: Map<string, Map<string, Uint8Array>>; session: Map<string, RunFacts> }>;

/** Whose device it is, as the case system enrolled it. */
type Owner = Readonly<{ id: string; person: string }>;

export function emptyDisk(): Kept {
  return { lines: new Map(), files: new Map(), session: new Map() };
}

export function fakeDevice(
  startMs: number,
  { lines, files, session }: Kept,
  { id, person }: Owner = { id: 'dev-1', person: 'lead-01' },
): FakeDevice {
  let nowMs = startMs;
  let count = 0;
  const waiting = new Set<Waiting>();
  const gateLog: string[] = [];
  const openings: GateOpening[] = [];
  const page: FakeDevice['page'] = { report: null, tabId: 7, origin: 'https://console.example' };
  const enforcement: FakeDevice['enforcement'] = { is: 'best-effort' };
  const rules: FakeDevice['rules'] = { opening: null, closing: null, faults: [] };
  const sent: ToPage[] = [];
  const disk = { isFailing: false };
  const drawing = { isFailing: false };
  const signer = nodeSigner(id);
  const device: Device = {
    clock: {
      nowMs: () => nowMs,
      // Chosen by chance they are nobody else's either.
      randomId: () => `${id === 'dev-1' ? 'id' : `${id}-id`}-${++count}`,
      sleep: (ms, signal) => sleep(waiting, nowMs + ms, signal),
    },
    journal: memoryJournal(lines, files, disk),
    signer,
    gate: loggedGate({ log: gateLog, openings, rules, level: enforcement, nowMs: () => nowMs }),
    pages: onePage(page, sent),
    renderer: {
      draw: async (record: DisplayRecord) => (drawing.isFailing ? Promise.reject(new Error('no canvas')) : pictureOf(record)),
    },
    verifyTools: { digest: async (bytes) => sha256(bytes), isSigned: async () => true },
    memory: sessionMemory(session),
    wakeAt: async () => undefined,
    enrolled: async () => ({
      id,
      person,
      signingKey: (await signer.device()).signingKey,
      sealingKey: {},
      confirmedBy: 'sec-01',
      revokedAt: null,
    }),
    version: 'test',
  };
  return {
    device,
    gateLog,
    openings,
    rules,
    enforcement,
    page,
    sent,
    disk,
    drawing,
    nowMs: () => nowMs,
    advance: async (ms) => {
      const until = nowMs + ms;
      for (;;) {
        await settle();
        const next = [...waiting].filter((one) => one.atMs <= until).sort((a, b) => a.atMs - b.atMs)[0];
        if (next === undefined) break;
        waiting.delete(next);
        nowMs = Math.max(nowMs, next.atMs);
        next.wake();
      }
      nowMs = until;
      await settle();
    },
  };
}

function sessionMemory(session: Kept['session']): Device['memory'] {
  return {
    load: async (execution) => session.get(execution) ?? null,
    save: async (execution, facts) => void session.set(execution, structuredClone(facts)),
    forget: async (executions) => {
      for (const execution of executions) session.delete(execution);
    },
  };
}

/** Lets everything that waits for no time run to its end: promises settle over many turns. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 30; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

function sleep(waiting: Set<Waiting>, atMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const one: Waiting = { atMs, wake: resolve };
    waiting.add(one);
    signal.addEventListener('abort', () => {
      waiting.delete(one);
      resolve();
    });
  });
}

function memoryJournal(
  lines: Map<string, string[]>,
  files: Map<string, Map<string, Uint8Array>>,
  disk: Readonly<{ isFailing: boolean }>,
): JournalStore {
  return {
    append: async (execution, entry) => {
      if (disk.isFailing) throw new Error('disk full');
      const known = lines.get(execution) ?? [];
      const last = known.at(-1);
      const line = journalLine({ v: 1, seq: known.length, prev: last === undefined ? NO_LINE_BEFORE : sha256(last), execution, ...entry });
      lines.set(execution, [...known, line]);
      return { seq: known.length, head: sha256(line), line };
    },
    lines: async (execution) => lines.get(execution) ?? [],
    executions: async () => [...lines.keys()],
    putFile: async (execution, path, bytes) => {
      const known = files.get(execution) ?? new Map<string, Uint8Array>();
      files.set(execution, known.set(path, bytes.slice()));
    },
    files: async (execution) => files.get(execution) ?? new Map(),
    dropFile: async (execution, path) => void files.get(execution)?.delete(path),
    retire: async (execution, isKept) => {
      lines.set(execution, []);
      for (const path of [...(files.get(execution)?.keys() ?? [])]) if (!isKept(path)) files.get(execution)?.delete(path);
    },
    paths: async (execution) => new Set(files.get(execution)?.keys()),
    file: async (execution, path) => files.get(execution)?.get(path) ?? null,
    having: async (path) => new Set([...files].filter(([, own]) => own.has(path)).map(([execution]) => execution)),
    under: async (folder) =>
      [...files].flatMap(([execution, own]) =>
        [...own.keys()].filter((path) => path.startsWith(folder)).map((path) => ({ execution, path })),
      ),
    everywhere: async (path) => {
      const found = [...files].map(([execution, own]) => [execution, own.get(path)] as const);
      return new Map(found.filter((one): one is [string, Uint8Array] => one[1] !== undefined));
    },
  };
}

/** Sealing is only written down here: who may open it, by device. The real one has tests of its own. */
export function nodeSigner(deviceId: string): Signer {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const signingKey = pair.publicKey.export({ type: 'spki', format: 'pem' }).toString();
  return {
    device: async () => ({
      signingKey,
      sealingKey: { kty: 'EC', crv: 'P-256' },
    }),
    sign: async (bytes) => new Uint8Array(sign('sha256', bytes, { key: pair.privateKey, dsaEncoding: 'der' })),
    sha256: async (bytes) => sha256(bytes),
    openCommitments: async (execution, recipients) => looksSealed(execution, { recipients }),
    commit: async (execution, path, kind, value) =>
      createHmac('sha256', execution)
        .update(JSON.stringify([path, kind, value]))
        .digest('hex'),
    sealValues: async (execution) => looksSealed(execution),
    closeCommitments: async () => undefined,
    seal: async (plain, recipients, bundle) => looksSealed(bundle, { plain, recipients }),
    unseal: async (sealed) => {
      const { ciphertext, recipients }: { ciphertext: string; recipients: readonly { header: { kid: string } }[] } = JSON.parse(
        new TextDecoder().decode(sealed),
      );
      return recipients.some(({ header }) => header.kid === deviceId) ? new Uint8Array(Buffer.from(ciphertext, 'base64url')) : null;
    },
  };
}

/** From outside it is as it should be; inside nothing is hidden. */
function looksSealed(
  bundle: string,
  { plain = new Uint8Array([0]), recipients }: Readonly<{ plain?: Uint8Array; recipients?: readonly SealingKey[] }> = {},
): Uint8Array {
  const alg = recipients === undefined ? { alg: 'dir' } : {};
  const header = Buffer.from(JSON.stringify({ ...alg, enc: 'A256GCM', bundle })).toString('base64url');
  const to = recipients?.map(({ kid }) => ({ encrypted_key: 'AA', header: { alg: 'ECDH-ES+A256KW', kid } }));
  const ciphertext = Buffer.from(plain).toString('base64url');
  return new TextEncoder().encode(
    canonical({ ciphertext, iv: 'AA', protected: header, tag: 'AA', ...(to === undefined ? {} : { recipients: to }) }),
  );
}

type Logged = Readonly<{
  log: string[];
  openings: GateOpening[];
  rules: FakeDevice['rules'];
  level: FakeDevice['enforcement'];
  nowMs: () => number;
}>;

function loggedGate({ log, openings, rules, level, nowMs }: Logged): NetworkGate {
  const gate: NetworkGate = {
    enforcement: async () => level.is,
    guard: async () => void log.push('guard'),
    letGo: async () => void log.push('let go'),
    open: async (_, opening) => {
      await rules.opening;
      log.push('open');
      openings.push(opening);
    },
    openClass: async (_, kind, _tab, forMs) => {
      log.push(`open ${kind}`);
      return nowMs() + forMs;
    },
    closeWindow: async () => void log.push('close window'),
    close: () => gate.closeAll(),
    closeAll: async () => {
      await rules.closing;
      log.push('close');
    },
    faults: async () => rules.faults,
  };
  return gate;
}

function onePage(page: FakeDevice['page'], sent: ToPage[]): PageLink {
  return {
    brief: (_, brief: PageBrief) => void sent.push({ type: 'brief', brief }),
    send: (_, message) => void sent.push(message),
    look: async () => page.report,
    openTab: async () => page.tabId,
    tabs: () => [page.tabId],
    allTabs: async () => [page.tabId],
    unheld: async () => [],
    originOf: () => page.origin,
    restsAt: async () => ({ origin: page.origin }),
  };
}

function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
