import { describe, expect, test } from 'vitest';
import { verifyTools } from '../../../../lib/cli/verify-tools.ts';
import type { TrustedDevice } from '../../../../lib/core/evidence/device-trust.ts';
import { type Verdict, verifyBundle } from '../../../../lib/core/evidence/verify.ts';
import { sampleBundle, trust } from './sample-bundle.ts';
import { newKey } from './sample-crypto.ts';
import { abandoned, confirmed, green, type Happened, legs, unknown } from './sample-journal.ts';

async function verdictOn(happened: readonly Happened[]): Promise<Verdict> {
  const { files, key } = await sampleBundle(happened);
  return verifyBundle(files, verifyTools, trust(key));
}

const bad = (verdict: Verdict) => verdict.checks.filter((one) => one.state === 'bad').map((one) => one.id);
const said = (verdict: Verdict, id: string) => verdict.checks.find((one) => one.id === id)?.says.join(' ') ?? '';
const without = (happened: readonly Happened[], kind: string) => happened.filter((one) => one.kind !== kind);
const changed = (happened: readonly Happened[], kind: string, body: Readonly<Record<string, unknown>>) =>
  happened.map((one) => (one.kind === kind ? { kind, body: { ...one.body, ...body } } : one));
function following(happened: readonly Happened[], kind: string, ...more: readonly Happened[]): readonly Happened[] {
  const at = happened.findLastIndex((one) => one.kind === kind) + 1;
  return [...happened.slice(0, at), ...more, ...happened.slice(at)];
}

describe('a bundle that is whole', () => {
  test.each([
    ['confirmed', confirmed],
    ['unknown', unknown],
    ['abandoned', abandoned],
  ])('verifies when the outcome is %s', async (_, happened) => {
    const verdict = await verdictOn(happened);
    expect(verdict.checks.filter((one) => one.state !== 'good')).toEqual([]);
    expect(verdict.isGood).toBe(true);
  });
});

describe('a clock that was put back meanwhile', () => {
  test('is told where the chain is, and is no fault: entries are ordered by their numbers', async () => {
    const put = confirmed.map((one) => (one.kind === 'check-asked' ? { ...one, stepMs: -3_600_000 } : one));
    const verdict = await verdictOn(put);
    expect(verdict.isGood).toBe(true);
    const chain = verdict.checks.find(({ id }) => id === 'chain');
    expect(chain?.says).toEqual([
      expect.stringMatching(/^The clock was put back before entry \d+, by 59 min \d+ s\. Entries are ordered by their numbers\.$/),
    ]);
  });

  test('is told once where it was put back often, with how often', async () => {
    const put = confirmed.map((one) => ({ ...one, stepMs: -20_000 }));
    expect(said(await verdictOn(put), 'chain')).toMatch(/^The clock was put back \d+ times, first before entry 1, by 3 s\./);
  });
});

describe('a release', () => {
  test('without a recheck before it does not verify', async () => {
    const verdict = await verdictOn(without(confirmed, 'recheck-read'));
    expect(said(verdict, 'releases')).toContain('not preceded by a recheck');
  });

  test('after a recheck with one red leg does not verify', async () => {
    const red = legs.map((leg) => (leg.id === 'sessions' ? { ...leg, reasons: [{ code: 'session-exists' }] } : leg));
    const verdict = await verdictOn(changed(confirmed, 'recheck-read', { result: { ...green, legs: red } }));
    expect(said(verdict, 'releases')).toContain('sessions');
  });

  test('after a recheck that left a leg out does not verify', async () => {
    const verdict = await verdictOn(
      changed(confirmed, 'recheck-read', { result: { ...green, legs: legs.filter((leg) => leg.id !== 'clock') } }),
    );
    expect(bad(verdict)).toContain('releases');
  });

  test.each(['tab-lost', 'restarted', 'resumed'])('that stands over "%s" does not verify', async (kind) => {
    const verdict = await verdictOn(following(confirmed, 'consumed', { kind, body: { by: 'lead-01' } }));
    expect(bad(verdict)).toContain('releases');
  });

  test('for other readings than the recheck saw does not verify', async () => {
    const verdict = await verdictOn(changed(confirmed, 'recheck-read', { readings: '0'.repeat(64) }));
    expect(said(verdict, 'releases')).toContain('other readings');
  });

  test('is used once: a second gate on the same recheck does not verify', async () => {
    const again = confirmed.filter((one) => one.kind === 'gate-opening' || one.kind === 'armed');
    expect(bad(await verdictOn(following(confirmed, 'armed', ...again)))).toContain('releases');
  });

  test('stands when a claim of an earlier check is given back late', async () => {
    const late = { kind: 'given-back', body: { nonce: 'nonce-0' } };
    expect((await verdictOn(following(confirmed, 'consumed', late))).isGood).toBe(true);
  });

  test('is not taken from an event that was refused', async () => {
    const verdict = await verdictOn(changed(confirmed, 'recheck-read', { isRefused: true }));
    expect(bad(verdict)).toContain('releases');
  });
});

describe('what left the browser', () => {
  test('twice does not verify', async () => {
    const verdict = await verdictOn(
      following(confirmed, 'commit-ended', { kind: 'commit-seen', body: { requestId: 'request-2', reasons: [] } }),
    );
    expect(said(verdict, 'commits')).toContain('2 requests');
  });

  test('once, and once stopped by the browser, verifies', async () => {
    const stopped = [
      { kind: 'commit-seen', body: { requestId: 'request-2', reasons: [] } },
      { kind: 'commit-stopped', body: { requestId: 'request-2' } },
    ];
    expect(bad(await verdictOn(following(confirmed, 'commit-ended', ...stopped)))).toEqual([]);
  });

  test('after the release was taken back is no confirmation', async () => {
    const verdict = await verdictOn(following(confirmed, 'armed', { kind: 'release-expired', body: { release: 'rel-1' } }));
    expect(said(verdict, 'outcome')).toContain('armed release');
  });

  test('with other values is no confirmation', async () => {
    const verdict = await verdictOn(changed(confirmed, 'commit-seen', { reasons: [{ code: 'body-differs' }] }));
    expect(said(verdict, 'outcome')).toContain('not equal');
  });

  test('and is not seen in IAM is no confirmation', async () => {
    expect(bad(await verdictOn(changed(confirmed, 'read-back', { grants: 0, isEqual: false })))).toEqual(['outcome']);
  });
});

describe('completeness', () => {
  test.each([
    ['claimed', 'Claim'],
    ['read-back', 'IAM after'],
    ['consumed', 'Release'],
    ['note-anchored', 'Head kept by the case'],
  ])('names what is missing without "%s"', async (kind, label) => {
    expect(said(await verdictOn(without(confirmed, kind)), 'completeness')).toContain(`Missing: ${label}.`);
  });

  test('asks for a capture of every checkpoint', async () => {
    const verdict = await verdictOn(confirmed.filter((one) => one.body.screen !== 'scope'));
    expect(said(verdict, 'completeness')).toContain('Captures of every checkpoint');
  });

  test('asks who was called when the outcome is unknown', async () => {
    expect(said(await verdictOn(without(unknown, 'escalated')), 'completeness')).toContain('Escalation');
  });

  test('asks whether something was left pending when it was abandoned', async () => {
    expect(said(await verdictOn(changed(abandoned, 'exit-read', { isPending: null })), 'completeness')).toContain('Nothing left pending');
  });
});

describe('captures', () => {
  test('of which one is neither drawn nor says why do not verify', async () => {
    const verdict = await verdictOn(changed(confirmed, 'capture', { isDrawn: false }));
    expect(said(verdict, 'captures')).toContain('has no picture and does not say why');
  });
});

describe('anchors', () => {
  test('of a head that the chain never had do not verify', async () => {
    const verdict = await verdictOn(changed(confirmed, 'note-anchored', { seq: 3, head: 'f'.repeat(64), note: 'note-14' }));
    expect(said(verdict, 'anchors')).toContain('never had');
  });
});

describe('the journal', () => {
  test('that goes on after it was closed does not verify', async () => {
    const more = { kind: 'escalated', body: { key: 'key-2' } };
    await expect(verdictOn([...confirmed, more])).rejects.toThrow('not closed');
  });

  test('with an entry that lacks what its kind needs does not verify', async () => {
    const verdict = await verdictOn(following(confirmed, 'armed', { kind: 'world-changed', body: {} }));
    expect(said(verdict, 'entries')).toContain('reasons');
  });
});

describe('the key', () => {
  async function keyVerdict(change: (pem: string) => readonly TrustedDevice[] | null): Promise<Verdict> {
    const { files, key } = await sampleBundle(confirmed);
    return verifyBundle(files, verifyTools, change(key.pem));
  }
  const device = { id: 'KD-3F2A', person: 'lead-01', confirmedBy: 'sec-01', revokedAt: null };

  test('is not judged without a trust file, and that is said', async () => {
    const verdict = await keyVerdict(() => null);
    expect(verdict.isGood).toBe(true);
    expect(verdict.says).toContain('not judged');
    expect(verdict.checks.at(-1)?.state).toBe('not-judged');
  });

  test('of another device does not verify', async () => {
    const other = await newKey();
    expect(bad(await keyVerdict(() => [{ ...device, signingKey: other.pem }]))).toEqual(['key']);
  });

  test.each([
    ['was never confirmed', { confirmedBy: null }],
    ['was revoked', { revokedAt: '2026-11-24T00:00:00Z' }],
    ['belongs to somebody else', { person: 'lead-02' }],
    ['is another one than the journal names', { id: 'KD-0000' }],
  ])('of a device that %s does not verify', async (_, change) => {
    expect(bad(await keyVerdict((pem) => [{ ...device, signingKey: pem, ...change }]))).toEqual(['key']);
  });
});

describe('a bundle that was put together again', () => {
  test('with another statement over the same files does not verify without the key', async () => {
    const one = await sampleBundle(confirmed);
    const other = await sampleBundle(unknown);
    const mixed = new Map(one.files);
    for (const name of ['statement.json', 'statement.pae', 'statement.sig.der', 'statement.sigstore.json'])
      mixed.set(name, other.files.get(name) ?? new Uint8Array());
    expect((await verifyBundle(mixed, verifyTools, null)).isGood).toBe(false);
  });

  test('and signed anew by another key agrees with itself but is not trusted', async () => {
    const real = await newKey();
    const forged = await sampleBundle(confirmed);
    const verdict = await verifyBundle(forged.files, verifyTools, trust(real));
    expect(bad(verdict)).toEqual(['key']);
  });
});
