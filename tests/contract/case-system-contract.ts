import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CaseRecord, Claim } from '../../lib/core/approval/case-record.ts';
import type { CallOptions, Written } from '../../lib/ports/answer.ts';
import type { CaseSystem } from '../../lib/ports/case-system.ts';

/** One case, ready to be executed by two operators, behind any case system. */
export type CaseBench = Readonly<{
  caseId: string;
  packetDigest: string;
  operator: Readonly<{ account: string; system: CaseSystem }>;
  other: Readonly<{ account: string; system: CaseSystem }>;
  /** Somebody who may not execute the case. */
  outsider: CaseSystem;
  withdrawApproval: (authority: string) => Promise<void>;
  /** The packet gains a privilege after it was approved. */
  widenScope: () => Promise<void>;
  stop: () => Promise<void>;
}>;

const HEAD = 'a'.repeat(64);
export const options = (): CallOptions => ({ deadlineMs: 15_000, signal: new AbortController().signal });

/** What every case system must do, whoever stands behind it. */
export function caseSystemContract<B extends CaseBench>(name: string, open: () => Promise<B>, renew: (bench: B) => Promise<B>): void {
  describe(`${name} is a case system`, () => {
    let bench: B;
    beforeAll(async () => {
      bench = await open();
    });
    beforeEach(async () => {
      bench = await renew(bench);
    });
    afterAll(async () => bench.stop());

    it('says who the token belongs to', async () => {
      const me = read(await bench.operator.system.me(options()));
      expect(me.account).toBe(bench.operator.account);
      expect(me.person.accounts).toContain(me.account);
      expect(me.person.isActive).toBe(true);
    });

    it('lists what the operator may execute, and nothing to somebody who may not', async () => {
      expect(read(await bench.operator.system.list(options())).map(({ id }) => id)).toEqual([bench.caseId]);
      expect(read(await bench.outsider.list(options()))).toEqual([]);
    });

    it('reads a case with its people and a version that moves with every change', async () => {
      const before = await now(bench);
      expect(before.people.map(({ id }) => id)).toEqual(expect.arrayContaining([before.requestedBy, 'ic-01', 'sec-01', 'caa-01']));
      done(await bench.operator.system.note(bench.caseId, before.etag, 'seen', options()));
      expect((await now(bench)).etag).not.toBe(before.etag);
    });

    it('knows no case that is not there', async () => {
      expect(await bench.operator.system.read('CASE-0', options())).toMatchObject({ isRead: false, reason: { code: 'answer-untrusted' } });
    });

    claims(() => bench);
    consuming(() => bench);
    closing(() => bench);
    writing(() => bench);
  });
}

function claims(bench: () => CaseBench): void {
  it('gives the claim to one execution, and the same again to the same execution', async () => {
    const { etag } = await now(bench());
    const claim = await claimed(bench(), 'exe-1', etag);
    expect(claim).toMatchObject({ execution: 'exe-1', state: 'held', nonce: null, device: 'dev-1' });
    expect(await claimed(bench(), 'exe-1', etag)).toEqual(claim);
    expect((await now(bench())).claim).toEqual(claim);
  });

  it('names who holds the case to everybody else', async () => {
    const claim = await claimed(bench(), 'exe-1');
    const second = await bench().other.system.claim(bench().caseId, (await now(bench())).etag, claimBody(bench(), 'exe-2'), options());
    const details = { person: claim.holder, since: claim.since };
    expect(second).toEqual({ is: 'refused', reason: { code: 'claimed-by-other', details }, isStale: false });
  });

  it('lets one of two win who claim at once', async () => {
    const { etag } = await now(bench());
    const both = await Promise.all(
      [bench().operator, bench().other].map(({ system }, index) =>
        system.claim(bench().caseId, etag, claimBody(bench(), `exe-${index}`), options()),
      ),
    );
    expect(both.map(({ is }) => is).sort()).toEqual(['done', 'refused']);
  });

  it('refuses a claim that was decided on an older version', async () => {
    const { etag } = await now(bench());
    done(await bench().operator.system.note(bench().caseId, etag, 'in between', options()));
    const late = await bench().operator.system.claim(bench().caseId, etag, claimBody(bench(), 'exe-1'), options());
    expect(late).toEqual({ is: 'refused', reason: { code: 'case-changed' }, isStale: true });
  });

  it('refuses a claim by somebody who may not execute the case', async () => {
    const { etag } = await now(bench());
    const claim = await bench().outsider.claim(bench().caseId, etag, claimBody(bench(), 'exe-1'), options());
    expect(claim).toEqual({ is: 'refused', reason: { code: 'operator-not-assigned' }, isStale: false });
  });
}

function consuming(bench: () => CaseBench): void {
  it('consumes once, and gives the same answer again to the same nonce', async () => {
    const claim = await claimed(bench(), 'exe-1');
    const { etag } = await now(bench());
    const first = done(await consume(bench(), claim, 'nonce-1', etag));
    expect(first).toMatchObject({ id: claim.id, state: 'consumed', nonce: 'nonce-1' });
    expect(done(await consume(bench(), claim, 'nonce-1', etag))).toEqual(first);
    expect(await consume(bench(), claim, 'nonce-2')).toEqual(refusal('execution-already-spent'));
  });

  it('does not consume on an older version', async () => {
    const claim = await claimed(bench(), 'exe-1');
    const { etag } = await now(bench());
    done(await bench().operator.system.note(bench().caseId, etag, 'in between', options()));
    expect(await consume(bench(), claim, 'nonce-1', etag)).toEqual({ is: 'refused', reason: { code: 'case-changed' }, isStale: true });
  });

  it('does not consume when an approval was withdrawn meanwhile', async () => {
    const claim = await claimed(bench(), 'exe-1');
    await bench().withdrawApproval('security');
    expect(await consume(bench(), claim, 'nonce-1')).toEqual(refusal('approval-record-changed'));
  });

  it('does not consume when the packet changed meanwhile', async () => {
    const claim = await claimed(bench(), 'exe-1');
    await bench().widenScope();
    expect(await consume(bench(), claim, 'nonce-1')).toEqual(refusal('approval-record-changed'));
  });

  it('fences off an older epoch', async () => {
    const claim = await claimed(bench(), 'exe-1');
    const older = { ...claim, epoch: claim.epoch + 1 };
    expect(await consume(bench(), older, 'nonce-1')).toEqual(refusal('claim-fenced'));
  });

  it('takes a consumed claim back, after which that nonce is gone and another one works', async () => {
    const claim = await claimed(bench(), 'exe-1');
    done(await consume(bench(), claim, 'nonce-1'));
    const body = { claim: claim.id, epoch: claim.epoch, nonce: 'nonce-1', because: 'the release expired unused' };
    const back = done(await bench().operator.system.giveBack(bench().caseId, body, options()));
    expect(back).toMatchObject({ id: claim.id, state: 'held' });
    expect(done(await bench().operator.system.giveBack(bench().caseId, body, options()))).toEqual(back);
    expect(await consume(bench(), claim, 'nonce-1')).toEqual(refusal('execution-already-spent'));
    expect(done(await consume(bench(), claim, 'nonce-2'))).toMatchObject({ state: 'consumed', nonce: 'nonce-2' });
  });
}

function closing(bench: () => CaseBench): void {
  it('ends with the outcome, which spends the packet', async () => {
    const claim = await claimed(bench(), 'exe-1');
    done(await consume(bench(), claim, 'nonce-1'));
    const closed = done(await close(bench(), claim, 'confirmed'));
    expect(closed).toMatchObject({ id: claim.id, state: 'closed' });
    expect(done(await close(bench(), claim, 'confirmed'))).toEqual(closed);
    const past = (await now(bench())).executions;
    expect(past).toEqual([expect.objectContaining({ execution: 'exe-1', outcome: 'confirmed', packetDigest: bench().packetDigest })]);
    const again = await bench().operator.system.claim(bench().caseId, (await now(bench())).etag, claimBody(bench(), 'exe-2'), options());
    expect(again).toEqual(refusal('execution-already-spent'));
  });

  it('leaves nothing behind when an unconsumed claim is abandoned', async () => {
    const claim = await claimed(bench(), 'exe-1');
    done(await close(bench(), claim, 'abandoned'));
    expect((await now(bench())).executions).toEqual([]);
    const next = await claimed(bench(), 'exe-2');
    expect(next.epoch).toBeGreaterThan(claim.epoch);
  });

  it('never gives an ended execution its claim again', async () => {
    const claim = await claimed(bench(), 'exe-1');
    done(await close(bench(), claim, 'abandoned'));
    const again = await bench().operator.system.claim(bench().caseId, (await now(bench())).etag, claimBody(bench(), 'exe-1'), options());
    expect(again).toEqual(refusal('execution-already-spent'));
  });
}

function writing(bench: () => CaseBench): void {
  it('keeps a note letter for letter, with its hash', async () => {
    const text = 'Anchor 4: ä, „quoted“, \u{1F512}\nsecond line';
    const note = done(await bench().operator.system.note(bench().caseId, (await now(bench())).etag, text, options()));
    expect(note.text).toBe(text);
    expect(note.sha256).toBe(await sha256(new TextEncoder().encode(text)));
  });

  it('refuses a note on an older version', async () => {
    const { etag } = await now(bench());
    done(await bench().operator.system.note(bench().caseId, etag, 'first', options()));
    const late = await bench().operator.system.note(bench().caseId, etag, 'second', options());
    expect(late).toEqual({ is: 'refused', reason: { code: 'case-note-refused' }, isStale: true });
  });

  it('keeps the bytes of an attachment', async () => {
    const bytes = Uint8Array.from({ length: 1_000 }, (_, index) => index % 256);
    const file = { name: 'bundle.zip', mediaType: 'application/zip', bytes };
    const kept = done(await bench().operator.system.attach(bench().caseId, file, options()));
    expect(kept.sha256).toBe(await sha256(bytes));
    // By that it is known that it hangs there, where the answer was lost.
    expect((await now(bench())).attachments).toContainEqual({ id: kept.id, name: file.name, sha256: kept.sha256 });
  });
}

async function now({ caseId, operator }: CaseBench): Promise<CaseRecord> {
  return read(await operator.system.read(caseId, options()));
}

async function claimed(bench: CaseBench, execution: string, etag?: string): Promise<Claim> {
  const version = etag ?? (await now(bench)).etag;
  return done(await bench.operator.system.claim(bench.caseId, version, claimBody(bench, execution), options()));
}

async function consume(bench: CaseBench, claim: Claim, nonce: string, etag?: string): Promise<Written<Claim>> {
  const version = etag ?? (await now(bench)).etag;
  const body = { claim: claim.id, epoch: claim.epoch, nonce, packetDigest: bench.packetDigest };
  return bench.operator.system.consume(bench.caseId, version, body, options());
}

function close(bench: CaseBench, claim: Claim, outcome: string): Promise<Written<Claim>> {
  const body = { claim: claim.id, epoch: claim.epoch, outcome, reference: null, head: HEAD, packetDigest: bench.packetDigest };
  return bench.operator.system.close(bench.caseId, body, options());
}

function claimBody({ packetDigest }: CaseBench, execution: string): Parameters<CaseSystem['claim']>[2] {
  return { execution, device: 'dev-1', packetDigest };
}

function refusal(code: string): unknown {
  return { is: 'refused', reason: expect.objectContaining({ code }), isStale: false };
}

/** The value of an answer that must have been read. */
export function read<T>(answer: Readonly<{ isRead: true; value: T }> | Readonly<{ isRead: false; reason: unknown }>): T {
  if (!answer.isRead) throw new Error(`not read: ${JSON.stringify(answer.reason)}`);
  return answer.value;
}

/** The value of a write that must have been done. */
export function done<T>(written: Written<T>): T {
  if (written.is !== 'done') throw new Error(`not done: ${JSON.stringify(written)}`);
  return written.value;
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
