import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { PageReport } from '../../../lib/core/compare/page-report.ts';
import { type FakeApi, type FakePort, fakeApi, fakePort, OWN_ADDRESS, OWN_ID } from '../../fakes/extension-api.ts';
import { commitRequest, shownPage, smallProfile } from '../workflow/small-console.ts';
import { armedStage, pressOf, stage } from '../workflow/stage.ts';
import { reached } from './reached.ts';

const ABANDON = { type: 'decide', caseId: 'CASE-1042', to: 'abandon', note: 'it is too late' } as const;

const { api } = await vi.hoisted(async () => {
  const { fakeApi: make } = await import('../../fakes/extension-api.ts');
  const held: { api: FakeApi } = { api: make() };
  return { api: held };
});
vi.mock('../../../lib/browser/api.ts', () => ({
  get browser() {
    return api.api.browser;
  },
  offscreenApi: () => null,
}));

const { listen } = await import('../../../entrypoints/background/listen.ts');
const { pageLink } = await import('../../../lib/browser/page-link.ts');
const { pageArrived, pageSaid } = await import('../../../lib/workflow/page-events.ts');
const { requestLeft } = await import('../../../lib/workflow/confirming.ts');
const { PAGE_PORT } = await import('../../../lib/wire/page-link.ts');

const CONSOLE = 'https://console.example';
const TAB = 7;
const MESSAGES = 10_000;
const TIMEOUT_MS = 120_000;
const TOGETHER = 50;
const NAMES = { message: 'messages', port: 'ports', 'own-port': 'wrong words of the right page' } as const;

type Stage = ReturnType<typeof stage>;

/** The background, wired as it is in the browser, over a stage. */
function wired(at: Stage) {
  api.api = fakeApi();
  const own = { url: `${CONSOLE}/new`, id: OWN_ID, frameId: 0, tab: { id: TAB } };
  const pages = pageLink(async () => [smallProfile], {
    connected: (tabId) => void pageArrived(at.context, tabId),
    said: (tabId, message) => void pageSaid(at.context, tabId, message),
    gone: () => undefined,
    isSettled: () => true,
  });
  listen({
    context: at.context,
    gate: { ...at.fake.device.gate, release: () => null, renew: async () => undefined },
    signer: at.fake.device.signer,
    pages,
    ready: Promise.resolve(),
    guarded: { profiles: () => [smallProfile], mayBeGuarded: () => true, read: Promise.resolve() },
    reload: async () => undefined,
  });
  return { own, message: api.api.event('runtime.onMessage'), connect: api.api.event('runtime.onConnect') };
}

/** Everything that a message must not have changed. */
async function everything(at: Stage): Promise<string> {
  const run = at.run();
  const lines = await at.fake.device.journal.lines(run.execution);
  const record = await at.cases.as(at.given.operator).read(at.given.case.id, { deadlineMs: 1_000, signal: new AbortController().signal });
  return JSON.stringify([run.state, run.facts, lines, at.fake.gateLog, record.isRead ? record.value.claim : null, at.escalation, at.store]);
}

const requests = fc.oneof(
  fc.constantFrom(
    ...(['halt', 'acknowledge', 'abandon', 'check-now', 'start', 'sign-out', 'use-range', 'set-deployment', 'export'] as const).map(
      (type) => ({
        type,
        note: 'a note',
        id: 'warning',
        caseId: 'CASE-1042',
        execution: 'id-1',
      }),
    ),
  ),
  fc.constantFrom(
    { type: 'halt', execution: 'id-1', note: 'stop' },
    ABANDON,
    { type: 'check-now', execution: 'id-1' },
    { type: 'start', caseId: 'CASE-1042' },
  ),
  fc.jsonValue(),
);
const anything = fc.oneof(
  { weight: 3, arbitrary: requests.map((request) => ({ target: 'worker', request })) },
  { weight: 1, arbitrary: fc.jsonValue() },
);

/** Somebody who is no page of ours: a content script, a page, another extension, or one that only looks like us. */
const strangers = fc.record({
  id: fc.constantFrom(OWN_ID, OWN_ID, 'another-extension', '', undefined),
  url: fc.oneof(
    fc.constantFrom(
      `${CONSOLE}/new`,
      `${CONSOLE}/#${OWN_ADDRESS}popup.html`,
      `https://evil.example/?${OWN_ADDRESS}`,
      `chrome-extension://${OWN_ID}.evil/popup.html`,
      `chrome-extension://another/${OWN_ID}/popup.html`,
      ` ${OWN_ADDRESS}popup.html`,
      OWN_ADDRESS.toUpperCase(),
      'about:blank',
      '',
      undefined,
    ),
    fc.webUrl(),
  ),
  origin: fc.constantFrom(CONSOLE, `chrome-extension://${OWN_ID}`, 'null', undefined),
  frameId: fc.constantFrom(0, 1, 99),
  documentId: fc.constantFrom('d1', 'd2', undefined),
  tab: fc.constantFrom({ id: TAB }, { id: 8 }, { id: -1 }, undefined),
});

const strangerMessages = fc.record({ kind: fc.constant('message' as const), message: anything, sender: strangers });

const report = (packet: Stage['packet'], change: Partial<PageReport> = {}): PageReport => ({
  ...shownPage({ screen: 'last', packet }),
  ...change,
});

/** What a page room could say, well-formed: it must come from the right document, or it is not heard. */
function wellFormed(at: Stage) {
  const { packet } = at;
  return fc.constantFrom(
    { type: 'report', report: report(packet, { dangers: [{ kind: 'bypass', says: 'Override?' }] }) },
    { type: 'report', report: report(packet, { drift: ['Everything is new'] }) },
    { type: 'intent', control: 'step', report: report(packet) },
    { type: 'intent', control: 'abandon', report: report(packet) },
    { type: 'press', press: pressOf('commit', report(packet), { isPassed: true, release: 'id-9' }) },
    { type: 'press', press: pressOf('commit', report(packet), {}) },
    { type: 'check-now' },
    { type: 'unlisted', role: 'dialog', text: 'Grant more?' },
  );
}

/** A port that does not come from the top document of the console's tab, with whatever it says. */
function strangerPorts(at: Stage) {
  const wrong = fc.oneof(
    fc.record({
      id: fc.constant('another-extension'),
      url: fc.constant(`${CONSOLE}/new`),
      frameId: fc.constant(0),
      tab: fc.constant({ id: TAB }),
    }),
    fc.record({
      id: fc.constant(OWN_ID),
      url: fc.constant(`${CONSOLE}/new`),
      frameId: fc.integer({ min: 1, max: 50 }),
      tab: fc.constant({ id: TAB }),
    }),
    fc.record({
      id: fc.constant(OWN_ID),
      url: fc.oneof(
        fc.webUrl(),
        fc.constantFrom('', 'about:blank', 'data:text/html,x', `${CONSOLE}.evil/new`, 'http://console.example/new', `${CONSOLE}:8443/new`),
      ),
      frameId: fc.constant(0),
      tab: fc.constant({ id: TAB }),
    }),
    fc.record({ id: fc.constant(OWN_ID), url: fc.constant(`${CONSOLE}/new`), frameId: fc.constant(0), tab: fc.constant(undefined) }),
  );
  return fc.record({
    kind: fc.constant('port' as const),
    name: fc.constantFrom(PAGE_PORT, PAGE_PORT, 'another', ''),
    sender: wrong,
    says: fc.array(fc.oneof(wellFormed(at), fc.jsonValue()), { minLength: 1, maxLength: 3 }),
  });
}

/** The right document, saying what no page room says: wrong shapes, sizes and members, and answers that nobody asked for. */
function malformed(at: Stage) {
  const broken = wellFormed(at).chain((message) =>
    fc
      .oneof(
        fc.constant({ ...message, extra: 1 }),
        fc.constant({ ...message, type: 'released' }),
        fc.constant({ type: message.type }),
        fc.constant([message]),
        fc.constant(JSON.stringify(message)),
        fc.constant({ ...message, report: { ...report(at.packet), readings: 'none' } }),
        fc.constant({ ...message, report: report(at.packet, { notices: Array.from({ length: 2_000 }, () => 'x') }) }),
      )
      .filter((one) => !(typeof one === 'object' && 'type' in one && one.type === 'check-now' && Object.keys(one).length === 1)),
  );
  const unasked = fc.oneof(
    fc.record({ type: fc.constant('seen'), request: fc.string({ minLength: 1, maxLength: 40 }), report: fc.constant(report(at.packet)) }),
    fc.record({ type: fc.constant('hello'), isLate: fc.boolean() }),
    fc.record({ type: fc.constant('awake') }),
  );
  return fc.record({ kind: fc.constant('own-port' as const), message: fc.oneof(broken, unasked, fc.jsonValue()) });
}

afterEach(() => vi.restoreAllMocks());

/** Where an execution may stand while strangers speak, and how it comes there. */
const STANDINGS: Readonly<Record<string, Readonly<{ isThere: (at: Stage) => boolean; begin: () => Promise<Stage> }>>> = {
  filling: { isThere: (at) => at.run().state.holds.length === 0 && at.run().state.phase === 'filling', begin: filled },
  held: {
    isThere: (at) => at.run().state.holds.length > 0 && at.run().state.phase === 'filling',
    begin: async () => {
      const at = await filled();
      await at.show(shownPage({ screen: 'last', packet: at.packet, over: { end: { kind: 'text', text: '2027-01-01T00:00' } } }));
      return at;
    },
  },
  armed: { isThere: (at) => at.run().state.phase === 'armed', begin: () => armedStage() },
  halted: {
    isThere: (at) => at.run().state.halt !== null,
    begin: async () => {
      const at = await filled();
      const shown = at.show(report(at.packet, { dangers: [{ kind: 'bypass', says: 'Override?' }] }));
      await at.fake.advance(1_000);
      await shown;
      return at;
    },
  },
  committing: {
    isThere: (at) => at.run().state.phase === 'committing',
    begin: async () => {
      const at = await armedStage();
      await at.pressSubmit({ isPassed: true, release: at.run().state.release?.id ?? '', stoppedBy: null });
      await requestLeft(at.context, commitRequest(at.packet));
      return at;
    },
  },
};
const EACH = MESSAGES / Object.keys(STANDINGS).length;

async function filled(): Promise<Stage> {
  const at = stage();
  await at.open();
  await at.fill();
  return at;
}

describe.each(Object.entries(STANDINGS))('messages of strangers while it is %s', (standing, { isThere, begin }) => {
  it(
    `${EACH} of them change nothing: no state, no line, no rule, no claim`,
    async () => {
      const at = await begin();
      const { message, connect, own } = wired(at);
      const ownPort = fakePort(PAGE_PORT, own);
      connect.happen(ownPort);
      await at.fake.advance(0);
      expect(isThere(at)).toBe(true);
      const before = await everything(at);
      const answered: unknown[] = [];
      const ports: FakePort[] = [];
      const seen = reached();
      const one = fc.oneof(strangerMessages, strangerPorts(at), malformed(at));
      const batches = fc.sample(fc.array(one, { minLength: TOGETHER, maxLength: TOGETHER }), { numRuns: EACH / TOGETHER, seed: 5 });
      for (const batch of batches) {
        for (const act of batch) {
          seen.note(NAMES[act.kind], []);
          if (act.kind === 'message') answered.push(...message.happen(act.message, act.sender));
          if (act.kind === 'own-port') ownPort.onMessage.happen(act.message);
          if (act.kind !== 'port') continue;
          const port = fakePort(act.name, act.sender);
          ports.push(port);
          connect.happen(port);
          for (const said of act.says) port.onMessage.happen(said);
        }
        await at.fake.advance(0);
        expect(await everything(at)).toBe(before);
      }
      expect(answered.filter((answer) => answer !== undefined)).toEqual([]);
      expect(ports.filter((port) => !port.wasTurnedAway())).toEqual([]);
      seen.say(`${EACH} strangers while it is ${standing}`);
      at.end();
    },
    TIMEOUT_MS,
  );
});

describe('the same words from the right place', () => {
  it('are heard, so that the silence above means something', async () => {
    const at = await armedStage();
    const { connect, own, message } = wired(at);
    const port = fakePort(PAGE_PORT, own);
    connect.happen(port);
    await at.fake.advance(0);
    const before = await everything(at);
    port.onMessage.happen({ type: 'report', report: report(at.packet, { drift: ['Everything is new'] }) });
    await at.fake.advance(1_000);
    expect(await everything(at)).not.toBe(before);
    const halt = { type: 'halt', execution: at.run().execution, note: 'stop' } as const;
    const [answer] = message.happen({ target: 'worker', request: halt }, { id: OWN_ID, url: `${OWN_ADDRESS}popup.html` });
    await at.fake.advance(100);
    expect(await answer).toMatchObject({ ok: true });
    expect(at.run().state.halt).not.toBeNull();
    at.end();
  });
});
