import { describe, expect, it } from 'vitest';
import type { DescribedConsole, DescribedGate } from '../../../lib/ports/described.ts';
import { answerDescribe, type DescribeRequest } from '../../../lib/workflow/described-console.ts';
import { smallProfile } from './small-console.ts';
import { stage } from './stage.ts';

type Stage = ReturnType<typeof stage>;
const CONSOLE: DescribedConsole = { startUrl: 'https://new-console.example/grant', apiOrigins: [], hasServiceWorker: false, requests: [] };

/** Asks for a console to be closed while it is described. What the network gate was told, and what the person is. */
async function begin(at: Stage, console: DescribedConsole = CONSOLE, now: DescribedConsole | null = null) {
  const begun: string[] = [];
  const gate: DescribedGate = {
    now: async () => now,
    begin: async ({ startUrl }) => void begun.push(startUrl),
    pass: async (kind) => {
      begun.push(kind);
      return 99;
    },
    end: async () => undefined,
  };
  const ask = (request: DescribeRequest) => answerDescribe(request, { context: at.context, gate });
  return { begun, ask, reply: await ask({ type: 'describe', console: { ...console, requests: [] } }) };
}

describe('a console that somebody wants to describe', () => {
  it('is closed while nothing else is at work', async () => {
    const at = stage();
    expect(await begin(at)).toMatchObject({ begun: [CONSOLE.startUrl], reply: { ok: true, value: null } });
    at.end();
  });

  it('does not take the place of another one that is being described: that one would be open, and nobody told', async () => {
    const at = stage();
    const other = { ...CONSOLE, startUrl: 'https://other-console.example/' };
    const { begun, reply } = await begin(at, CONSOLE, other);
    expect(begun).toEqual([]);
    expect(reply).toMatchObject({ ok: false, reason: { details: { detail: expect.stringContaining(other.startUrl) } } });
    expect(await begin(at, CONSOLE, CONSOLE)).toMatchObject({ begun: [CONSOLE.startUrl], reply: { ok: true } });
    at.end();
  });

  it('waits while an execution is at work', async () => {
    const at = stage();
    await at.open();
    const { begun, reply } = await begin(at);
    expect(begun).toEqual([]);
    expect(reply).toMatchObject({
      ok: false,
      reason: { code: 'profile-unusable', details: { detail: 'an execution is open; end it first' } },
    });
    at.end();
  });

  it('has no step let through while one is at work that began later: that may have an opening of its own', async () => {
    const at = stage();
    const { begun, ask } = await begin(at);
    expect(await ask({ type: 'describe-pass', tabId: 9, kind: 'step' })).toEqual({ ok: true, value: { untilMs: 99 } });
    await at.open();
    expect(await ask({ type: 'describe-pass', tabId: 9, kind: 'step' })).toMatchObject({ ok: false });
    expect(begun).toEqual([CONSOLE.startUrl, 'step']);
    at.end();
  });

  it('does not wait for one that its preflight refused: nothing of that is open', async () => {
    const at = stage();
    at.cases.change('CASE-1042', (record) => ({ ...record, state: 'pending' }));
    await at.open();
    expect(at.run().state.phase).toBe('idle');
    expect((await begin(at)).begun).toEqual([CONSOLE.startUrl]);
    at.end();
  });

  it('is not opened by that where a profile describes it already', async () => {
    const at = stage();
    const { begun, reply } = await begin(at, { ...CONSOLE, startUrl: smallProfile.where.startUrl });
    expect(begun).toEqual([]);
    expect(reply).toMatchObject({ ok: false, reason: { code: 'profile-unusable' } });
    at.end();
  });
});
