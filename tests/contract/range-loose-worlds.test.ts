import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PatchOperation } from '../hand/control.ts';
import { openPreflightTown, type PreflightTown } from './preflight-town.ts';
import { openTown, type Town } from './range-town.ts';

/** Worlds as somebody may write them who knows only their shape: they mean something, and the range knows what. */

const CASE = '/cases/CASE-1042';
const remove = (path: string): PatchOperation => ({ op: 'remove', path });
const replace = (path: string, value: unknown): PatchOperation => ({ op: 'replace', path, value });
const add = (path: string, value: unknown): PatchOperation => ({ op: 'add', path, value });
const ANEW = ['incident-command', 'security', 'customer-account'].map((authority) =>
  replace(`${CASE}/approvals/${authority}/packetDigest`, 'sha256 of the canonical packet'),
);

let preflights: PreflightTown;
let town: Town;
beforeAll(async () => {
  [preflights, town] = await Promise.all([openPreflightTown(), openTown()]);
});
afterAll(() => Promise.all([preflights.stop(), town.stop()]));

describe('a world that a preflight is green in', () => {
  it.each<[string, readonly PatchOperation[]]>([
    ['without the claim that nobody holds', [remove(`${CASE}/claim`)]],
    ['without lists that would be empty', ['executions', 'notes', 'attachments'].map((name) => remove(`${CASE}/${name}`))],
    ['with the window in another notation', [replace(`${CASE}/packet/window/end`, '2026-11-23T08:00:00+01:00'), ...ANEW]],
    ['with an approval in another notation', [replace(`${CASE}/approvals/security/decidedAt`, '2026-11-22T21:47:55-05:00')]],
    ['beside a tenant without a name', [add('/tenants/tnt_0', { state: 'active' })]],
    ['beside somebody of whom little is known', [add('/people/x', { name: 'X', active: true })]],
    ['with its systems written down whole', [replace('/systems', { case: { delayMs: 5, fault: null }, iam: { delayMs: 0, fault: null } })]],
  ])('%s', async (_, given) => {
    await preflights.reset(given);
    expect(await preflights.preflight([])).toMatchObject({ is: 'green', reasons: [] });
  });
});

describe('a case without lists', () => {
  it('can be claimed, written to and closed', async () => {
    const world = await town.reset({ given: ['claim', 'executions', 'notes', 'attachments'].map((name) => remove(`${CASE}/${name}`)) });
    const packetDigest = world.cases['CASE-1042']?.approvals.security?.packetDigest;
    const lead = await town.as('lead-01');
    const write = async (path: string, body: object) => {
      const version = (await lead.get('case', '/v1/cases/CASE-1042')).headers.get('etag') ?? '';
      return lead.send('POST', 'case', `/v1/cases/CASE-1042${path}`, { body, headers: { 'if-match': version } });
    };
    const claimed = await write('/claim', { execution: 'e-1', device: 'dev-1', packetDigest });
    const { id: claim, epoch }: { id: string; epoch: number } = await claimed.json();
    const closing = { claim, epoch, outcome: 'confirmed', reference: null, head: 'a'.repeat(64), packetDigest };
    const answers = [
      claimed,
      await write('/notes', { text: 'x' }),
      await write('/attachments', { name: 'a', mediaType: 'text/plain', contentBase64: 'eA==' }),
      await write('/claim/close', closing),
    ];
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 200]);
  });
});
