import { describe, expect, it } from 'vitest';
import { requestBegan, requestEnded, requestLeft } from '../../../lib/workflow/confirming.ts';
import { commitRequest, shownPage } from './small-console.ts';
import { armedStage, END, grantedStage, type stage } from './stage.ts';

type Stage = ReturnType<typeof stage>;

async function sent(at: Stage): Promise<void> {
  await at.pressSubmit({ isPassed: true, release: at.run().state.release?.id ?? '', stoppedBy: null });
  await requestLeft(at.context, commitRequest(at.packet));
}

describe('the time that an outcome is given', () => {
  it('is IAM’s whole time from the no of the console on, and not from the form that still stood there', async () => {
    const at = await armedStage();
    at.run().facts = {
      ...at.run().facts,
      known: {
        ...at.run().facts.known,
        profile: { ...at.run().facts.known.profile, confirmation: { ...at.run().facts.known.profile.confirmation, readBackMs: 10_000 } },
      },
    };
    await sent(at);
    await at.fake.advance(15_000);
    expect(at.run().state.phase).toBe('committing');
    at.fake.page.report = shownPage({ screen: 'refused', packet: at.packet });
    await at.fake.advance(3_000);
    expect(at.run().state.phase).toBe('committing');
    at.end();
  });

  it('is not cut short by an IAM that answers slowly', async () => {
    const at = await armedStage();
    await sent(at);
    at.fake.page.report = shownPage({ screen: 'elsewhere', packet: at.packet });
    await at.fake.advance(18_000);
    at.records.trouble.iam.set('grants', 'stuck', 1);
    await at.fake.advance(1_000);
    at.grant({ reference: 'BG-77120', idempotencyKey: at.run().state.claim?.id ?? null });
    at.fake.page.report = shownPage({ screen: 'confirmed', packet: at.packet, document: 'd2' });
    await at.fake.advance(3_000);
    at.records.trouble.iam.release();
    await at.fake.advance(3_000);
    expect(at.run().state.phase).toBe('confirmed');
    at.end();
  });

  it('is not that of a commit before it that was stopped', async () => {
    const at = await armedStage();
    await at.pressSubmit({ isPassed: true, release: at.run().state.release?.id ?? '', stoppedBy: null });
    await requestBegan(at.context, commitRequest(at.packet));
    expect(at.run().state.phase).toBe('committing');
    await requestEnded(at.context, { ...END, wasBlocked: true }, { kind: 'commit', seen: commitRequest(at.packet) });
    await at.fake.advance(10_000);
    expect(at.run().state).toMatchObject({ phase: 'filling', left: 'nothing', owed: null });
    await at.show(shownPage({ screen: 'last', packet: at.packet }));
    await at.pressSubmit();
    await at.fake.advance(2_000);
    expect(at.run().state.phase).toBe('armed');
    await at.pressSubmit({ isPassed: true, release: at.run().state.release?.id ?? '', stoppedBy: null });
    await requestLeft(at.context, { ...commitRequest(at.packet), requestId: 'q2' });
    await at.fake.advance(12_000);
    expect(at.run().state.phase).toBe('committing');
    at.end();
  });

  it('goes on while IAM shows only a part of what was approved, and ends as unknown where that is all', async () => {
    const at = await grantedStage();
    const { privileges } = at.records.state.grants[0] ?? { privileges: [] };
    const showing = (shown: readonly string[]) => {
      at.records.state.grants = at.records.state.grants.map((one) => ({ ...one, privileges: shown }));
    };
    showing([]);
    await at.fake.advance(30_000);
    expect(at.run().state.phase).toBe('confirming');
    showing(privileges);
    await at.fake.advance(2_000);
    expect(at.run().state.phase).toBe('confirmed');
    at.end();
    const other = await grantedStage();
    other.records.state.grants = other.records.state.grants.map((one) => ({ ...one, privileges: [] }));
    await other.fake.advance(70_000);
    expect(other.run().state).toMatchObject({ phase: 'unknown', outcome: { reasons: [{ code: 'confirmation-mismatch' }] } });
    other.end();
  });

  it.each([{}, { endsAt: null }])('goes on while IAM shows the grant as pending %j', async (over) => {
    const at = await grantedStage();
    at.records.state.grants = at.records.state.grants.map((one) => ({ ...one, ...over, state: 'pending' as const }));
    await at.fake.advance(10_000);
    expect(at.run().state.phase).toBe('confirming');
    at.end();
  });
});

describe('a call to security', () => {
  it('is made again for what left, where the same cause was acknowledged while nothing had', async () => {
    const at = await armedStage();
    await at.pressSubmit({ release: at.run().state.release?.id ?? '', stoppedBy: 'body-differs' });
    await at.fake.advance(5_000);
    at.escalation.acknowledge('sec-01');
    await at.fake.advance(60_000);
    expect(at.run().state.escalations).toMatchObject([{ acknowledgedBy: 'sec-01' }]);
    await at.show(shownPage({ screen: 'last', packet: at.packet }));
    await at.pressSubmit();
    await at.fake.advance(2_000);
    expect(at.run().state.phase).toBe('armed');
    await requestLeft(at.context, commitRequest(at.packet, { scope: ['everything'] }));
    await at.fake.advance(5_000);
    expect(at.run().state).toMatchObject({ phase: 'unknown', left: 'one' });
    expect(at.escalation.raised).toHaveLength(2);
    expect(at.escalation.raised[1]).toMatchObject({ mayHaveLeft: true });
    at.end();
  });
});
