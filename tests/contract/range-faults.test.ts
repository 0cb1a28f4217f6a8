import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTown, type Person, type Town } from './range-town.ts';

let town: Town;
let lead: Person;
beforeAll(async () => {
  town = await openTown();
  lead = await town.as('lead-01');
});
afterAll(() => town.stop());
beforeEach(async () => void (await town.reset()));

const policy = () => lead.get('iam', '/v1/policy');
const setFault = (system: string, fault: string | null) => town.patch({ op: 'replace', path: `/systems/${system}/fault`, value: fault });
const skewMs = (answer: Response) => Date.parse(answer.headers.get('date') ?? '') - Date.now();

describe('a fault', () => {
  test.each(['500', '401', '403', '429'])('%s answers with that status and words', async (fault) => {
    await setFault('iam', fault);
    const answer = await policy();
    expect(String(answer.status)).toBe(fault);
    expect(await answer.json()).toMatchObject({ code: expect.any(String), detail: expect.any(String) });
    await setFault('iam', null);
    expect((await policy()).status).toBe(200);
  });

  test('timeout answers nothing', async () => {
    await setFault('iam', 'timeout');
    const { port } = town.range.places.iam;
    const asked = fetch(`http://127.0.0.1:${port}/v1/policy`, { signal: AbortSignal.timeout(300) });
    await expect(asked).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  test('drop ends the connection after the work was done', async () => {
    const version = (await lead.get('case', '/v1/cases/CASE-1042')).headers.get('etag') ?? '';
    await setFault('case', 'drop');
    const note = lead.send('POST', 'case', '/v1/cases/CASE-1042/notes', { body: { text: 'lost reply' }, headers: { 'if-match': version } });
    await expect(note).rejects.toThrow(TypeError);
    expect(town.world().get().cases['CASE-1042']?.notes).toMatchObject([{ text: 'lost reply' }]);
  });

  test('500 refuses before the work is done', async () => {
    await setFault('evidence', '500');
    const bytes = new Uint8Array([1]);
    await lead.send('PUT', 'evidence', '/bundles/a.zip', { bytes, headers: { 'if-none-match': '*' } });
    expect(town.world().get().evidenceStore.bundles).toEqual([]);
  });

  test('html answers a page where JSON is expected', async () => {
    await setFault('iam', 'html');
    const answer = await policy();
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, expect.stringContaining('text/html')]);
  });

  test('redirect sends to a page that is no answer', async () => {
    await setFault('iam', 'redirect');
    const answer = await policy();
    expect([answer.status, answer.headers.get('location')]).toEqual([302, '/login']);
    expect((await lead.get('iam', '/login')).headers.get('content-type')).toContain('text/html');
  });
});

describe('a fault of the answer', () => {
  test('truncated ends a record in the middle', async () => {
    await setFault('iam', 'truncated');
    const text = await (await policy()).text();
    expect(() => JSON.parse(text)).toThrow(SyntaxError);
  });

  test('truncated gives half a list, without the mark that it is whole', async () => {
    await town.patch({
      op: 'add',
      path: '/iam/grants/-',
      value: { id: 'g', tenant: 'tnt_7Q2K94', subject: 's', startsAt: '2026-01-01T00:00:00Z' },
    });
    await setFault('iam', 'truncated');
    expect(await (await lead.get('iam', '/v1/grants?tenant=tnt_7Q2K94')).json()).toEqual({ grants: [] });
  });

  test('oversize sends more than anybody should read', async () => {
    await setFault('iam', 'oversize');
    const answer = await policy();
    expect(answer.headers.get('content-length')).toBeNull();
    expect((await answer.text()).length).toBeGreaterThan(16 * 1024 * 1024);
  });

  test('wrong-type changes the type of every member', async () => {
    await setFault('iam', 'wrong-type');
    const body = await (await policy()).json();
    expect([typeof body.version, Array.isArray(body.requiredAuthorities)]).toEqual(['string', false]);
  });

  test('clock faults and stale-date shift the date, missing-date leaves it out', async () => {
    const near = (ms: number) => expect.closeTo(ms, -4);
    await setFault('iam', 'clock-ahead');
    expect(skewMs(await policy())).toEqual(near(300_000));
    await setFault('iam', 'clock-behind');
    expect(skewMs(await policy())).toEqual(near(-300_000));
    await setFault('iam', 'stale-date');
    expect(skewMs(await policy())).toEqual(near(-600_000));
    await setFault('iam', 'missing-date');
    expect((await policy()).headers.get('date')).toBeNull();
    await setFault('iam', null);
    expect(Math.abs(skewMs(await policy()))).toBeLessThan(3_000);
  });
});

describe('what is set for a system', () => {
  test('is refused when nobody knows that fault', async () => {
    await setFault('iam', 'misspelt');
    expect((await policy()).status).toBe(501);
  });

  test('touches that system alone; assurances belong to the tenant system', async () => {
    await setFault('tenant', '500');
    expect((await lead.get('records', '/v1/tenants/tnt_7Q2K94')).status).toBe(500);
    expect((await lead.get('records', '/v1/assurances/IDV-5521')).status).toBe(500);
    expect((await lead.get('records', '/v1/incidents/INC-20931')).status).toBe(200);
    expect((await policy()).status).toBe(200);
  });

  test('may be a delay', async () => {
    await town.patch({ op: 'replace', path: '/systems/iam/delayMs', value: 250 });
    const beganMs = performance.now();
    expect((await policy()).status).toBe(200);
    expect(performance.now() - beganMs).toBeGreaterThanOrEqual(240);
  });

  test('delays that system alone', async () => {
    await town.patch({ op: 'replace', path: '/systems/iam/delayMs', value: 2_000 });
    const answers: string[] = [];
    const delayed = policy().then(() => answers.push('iam'));
    await lead.get('records', '/v1/tenants/tnt_7Q2K94').then(() => answers.push('records'));
    await delayed;
    expect(answers).toEqual(['records', 'iam']);
  });

  test('may be a delay, and what nobody waits for any more is not done', async () => {
    const version = (await lead.get('case', '/v1/cases/CASE-1042')).headers.get('etag') ?? '';
    await town.patch({ op: 'replace', path: '/systems/case/delayMs', value: 400 });
    const note = (text: string, signal?: AbortSignal) =>
      lead.send('POST', 'case', '/v1/cases/CASE-1042/notes', {
        body: { text },
        headers: { 'if-match': version },
        ...(signal && { signal }),
      });
    await expect(note('given up', AbortSignal.timeout(100))).rejects.toMatchObject({ name: 'TimeoutError' });
    expect((await note('waited for')).status).toBe(201);
    expect(town.world().get().cases['CASE-1042']?.notes).toMatchObject([{ text: 'waited for' }]);
  });
});
