import { describe, expect, it } from 'vitest';
import { sealToSecurity } from '../../../lib/workflow/sealing.ts';
import { shownPage } from './small-console.ts';
import { stage } from './stage.ts';

type Stage = ReturnType<typeof stage>;

/** Security has a device that was revoked, and one that nobody confirmed; with `isGood`, its own beside them. */
function named(at: Stage, { isGood }: Readonly<{ isGood: boolean }>): void {
  const [own] = at.enrolment.security;
  if (own === undefined) throw new Error('security has no device');
  const bad = [
    { ...own, id: 'dev-revoked', revokedAt: '2026-11-01T00:00:00Z' },
    { ...own, id: 'dev-unconfirmed', confirmedBy: null },
  ];
  at.enrolment.security.splice(0, 1, ...(isGood ? [own] : []), ...bad);
}

const recipientsOf = (bytes: Uint8Array): readonly string[] => {
  const { recipients }: { recipients: readonly { header: { kid: string } }[] } = JSON.parse(new TextDecoder().decode(bytes));
  return recipients.map(({ header }) => header.kid);
};

describe('what is sealed to security', () => {
  it('is sealed to none of its devices that was revoked or never confirmed', async () => {
    const at = stage();
    named(at, { isGood: true });
    const sealed = await sealToSecurity(at.context, 'words', 'exe');
    expect(sealed.isSealed && recipientsOf(sealed.bytes)).toEqual(['dev-sec-01']);
    at.end();
  });

  it('is not sealed at all where it has no other: no note is written, and no case is claimed', async () => {
    const at = stage();
    named(at, { isGood: false });
    expect(await sealToSecurity(at.context, 'words', 'exe')).toMatchObject({
      isSealed: false,
      reason: { code: 'guard-not-intact', details: { detail: 'security has no key to seal notes to' } },
    });
    await at.open();
    expect(at.run().state).toMatchObject({ claim: null });
    expect(at.cases.now('CASE-1042').claim).toBeNull();
    at.end();
  });

  it('is no capsule for a revoked device either', async () => {
    const at = stage();
    await at.open();
    await at.show(shownPage({ screen: 'first', packet: at.packet }));
    named(at, { isGood: true });
    await at.run().dispatch({ type: 'halt-asked', reason: { code: 'takeover-held' }, by: 'lead-01' });
    await at.fake.advance(4_000);
    const capsule = at.cases.attachments.find(({ name }) => name.includes('capsule'));
    expect(capsule === undefined ? [] : recipientsOf(capsule.bytes)).toEqual(['dev-sec-01', 'dev-1', 'dev-2']);
    at.end();
  });
});
