import { describe, expect, it } from 'vitest';
import { readLine } from '../../../lib/core/evidence/journal.ts';
import { openExecution } from '../../../lib/workflow/opening.ts';
import { answer } from '../../../lib/workflow/requests.ts';
import { shownPage } from './small-console.ts';
import { armedStage, stage } from './stage.ts';

const CASE = 'CASE-1042';
const ASKED = { signedIn: 'in', focusTab: async () => undefined } as const;
type Stage = ReturnType<typeof stage>;

async function filled(): Promise<Stage> {
  const at = stage();
  await at.open();
  await at.fill();
  return at;
}

describe('an answer that comes late', () => {
  it('of an older check is not that of the one that was asked for since', async () => {
    const at = await filled();
    at.records.trouble.iam.set('grants', 'stuck', 1);
    await at.pressSubmit();
    await at.fake.advance(100);
    expect(at.run().state.phase).toBe('rechecking');
    await at.show(shownPage({ screen: 'last', packet: at.packet, over: { scope: { kind: 'set', items: [] } } }));
    expect(at.run().state.phase).toBe('filling');
    await at.show(shownPage({ screen: 'last', packet: at.packet }));
    // Something that only the new check can see.
    const [incident] = at.records.state.incidents;
    if (incident) at.records.state.incidents = [{ ...incident, state: 'resolved' }];
    at.records.trouble.tenant.set('tenant', 'stuck', 1);
    await at.pressSubmit();
    await at.fake.advance(100);
    expect(at.run().state.phase).toBe('rechecking');
    at.records.trouble.iam.release();
    await at.fake.advance(500);
    expect(at.fake.openings).toHaveLength(0);
    at.records.trouble.tenant.release();
    await at.fake.advance(500);
    expect(at.run().state.halt?.reasons.map(({ code }) => code)).toEqual(['incident-mismatch']);
    at.end();
  });
  it('to a consume that was given back since refuses nothing of the next one', async () => {
    const at = await filled();
    at.cases.trouble.set('consume', 'stuck', 2);
    await at.pressSubmit();
    await at.fake.advance(100);
    expect(at.run().state.check?.stage).toBe('consuming');
    await at.show(shownPage({ screen: 'last', packet: at.packet, over: { scope: { kind: 'set', items: [] } } }));
    await at.fake.advance(1_000);
    await at.show(shownPage({ screen: 'last', packet: at.packet }));
    await at.pressSubmit();
    await at.fake.advance(100);
    expect(at.run().state.check?.stage).toBe('consuming');
    at.cases.trouble.release();
    await at.fake.advance(500);
    expect(at.run().state.halt).toBeNull();
    expect(at.run().state.phase).toBe('armed');
    at.end();
  });

  it('to the consume has everything read again before the gate opens', async () => {
    const at = await filled();
    at.cases.trouble.set('consume', 'stuck', 1);
    await at.pressSubmit();
    await at.fake.advance(30_000);
    const [incident] = at.records.state.incidents;
    if (incident) at.records.state.incidents = [{ ...incident, state: 'resolved' }];
    at.cases.trouble.release();
    await at.fake.advance(10);
    expect(at.fake.openings).toHaveLength(0);
    at.end();
  });
});

describe('what is found beside the gate', () => {
  it('is a warning that closes it until somebody acknowledged it', async () => {
    const at = await armedStage();
    const [first] = at.records.state.administrators;
    if (first === undefined) throw new Error('none');
    const back = { ...first, subject: 'admin-78', objectId: 'o-78', email: null, state: 'active', privileges: [] };
    at.records.state.administrators = [...at.records.state.administrators, back];
    await at.fake.advance(2_500);
    expect(at.run().state).toMatchObject({ phase: 'filling', halt: null });
    expect(at.run().state.warnings).toMatchObject([{ reason: { code: 'other-administrator-recovered' }, acknowledged: null }]);
    expect(at.cases.now(CASE).claim?.state).toBe('held');
    at.end();
  });

  it('halts for what latches, whatever else the case says as well', async () => {
    const at = await filled();
    at.cases.trouble.set('consume', 'stuck', 1);
    await at.pressSubmit();
    await at.fake.advance(100);
    at.cases.change(CASE, (record) => {
      const { 'incident-command': first, security: second, ...rest } = record.approvals;
      if (first === undefined || second === undefined) throw new Error('the example has both');
      const old = { ...first, decidedAt: new Date(Date.parse(first.decidedAt ?? '') - 86_400_000).toISOString() };
      return { ...record, approvals: { 'incident-command': old, security: { ...second, decision: 'withdrawn' }, ...rest } };
    });
    at.cases.trouble.release();
    await at.fake.advance(500);
    expect(at.run().state.halt?.reasons).toMatchObject([{ code: 'approval-withdrawn' }]);
    at.end();
  });

  it('is an identity system that does not answer: that holds, and halts nobody', async () => {
    const at = await armedStage();
    at.records.trouble.identity.set('*', 'down', 1);
    await at.fake.advance(3_000);
    expect(at.run().state).toMatchObject({ halt: null, phase: 'filling' });
    at.end();
  });
  it('is an identity check that is gone: that halts', async () => {
    const at = await armedStage();
    at.records.state.assurances = [];
    await at.fake.advance(3_000);
    expect(at.run().state.halt?.reasons).toMatchObject([{ code: 'assurance-insufficient' }]);
    at.end();
  });
});

describe('what is pressed twice', () => {
  it('begins one execution', async () => {
    const at = stage();
    const both = await Promise.all([openExecution(at.context, CASE), openExecution(at.context, CASE)]);
    await at.fake.advance(5_000);
    expect(both.filter((one) => one.isOpened)).toHaveLength(1);
    expect(at.run().state.phase).toBe('filling');
    at.end();
  });

  it('does not lose the execution that is being begun', async () => {
    const at = stage();
    const start = () => answer(at.context, { type: 'start', caseId: CASE }, ASKED);
    const first = start();
    while (at.context.runs.size === 0) await Promise.resolve();
    await start();
    await first;
    await at.fake.advance(5_000);
    expect([...at.context.runs.values()].map(({ state }) => state.phase)).toEqual(['filling']);
    at.end();
  });
  it('ends once what did not begin, though somebody goes back to the list before the case was told', async () => {
    const at = stage();
    at.cases.trouble.set('claim', 'lost-reply', 4);
    at.cases.trouble.set('note', 'down');
    await at.open();
    await at.fake.advance(5_000);
    const { execution } = at.run();
    await answer(at.context, { type: 'read-again' }, ASKED);
    at.cases.trouble.clear();
    await at.fake.advance(60_000);
    const kinds = (await at.fake.device.journal.lines(execution)).map((line) => readLine(line)?.kind);
    expect(kinds.filter((kind) => kind === 'closed' || kind === 'restarted')).toEqual(['closed']);
    at.end();
  });
});
