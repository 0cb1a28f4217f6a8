import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decide } from '../../../../lib/core/gate/decide.ts';
import { LEG_IDS, type LegId } from '../../../../lib/core/gate/leg.ts';
import { legWords } from '../../../../lib/core/gate/leg-words.ts';
import { SOURCE_NAMES } from '../../../../lib/core/gate/source-words.ts';
import type { SourceName, Sources } from '../../../../lib/core/gate/sources.ts';
import { isSameReason, type ReasonCode, reason, sentence } from '../../../../lib/core/reason.ts';
import {
  goodGuard,
  goodSources,
  grant,
  OTHER_DIGEST,
  outcomeOf,
  read,
  unread,
  withApproval,
  withCase,
  withEveryApproval,
  withPacket,
  withPolicy,
} from './good-sources.ts';

const SILENT: Readonly<Record<SourceName, ReasonCode>> = {
  case: 'case-unreachable',
  operator: 'case-unreachable',
  tenant: 'tenant-directory-unreachable',
  incident: 'incident-unreachable',
  assurance: 'assurance-insufficient',
  grants: 'iam-unknown',
  administrators: 'iam-unknown',
  roles: 'iam-unknown',
  policy: 'iam-unknown',
};
const IAM: readonly SourceName[] = ['grants', 'administrators', 'roles', 'policy'];

function without(names: readonly SourceName[], base: Sources = goodSources()): Sources {
  return { ...base, ...Object.fromEntries(names.map((name) => [name, unread<never>(SILENT[name])])) };
}

describe('all good', () => {
  const decision = decide(goodSources(), goodGuard());

  test('is green, with nothing to acknowledge', () => {
    expect(decision).toMatchObject({ isGreen: true, reasons: [], warnings: [] });
  });

  test('runs every leg once, in the order of the rows', () => {
    expect(decision.legs.map(({ id }) => id)).toEqual(LEG_IDS);
  });

  test.each<readonly [LegId, string]>([
    ['case', 'approved'],
    ['tenant', 'active, no hold'],
    ['administrator', 'locked out'],
    ['assurance', 'level 3, until 2026-11-23 08:30 UTC'],
    ['incident', 'INC-20931, open'],
    ['scope', '1 role, unchanged'],
    ['window', '4 h, until 2026-11-23 06:50 UTC'],
    ['approvals', '3 of 3, packet v3'],
    ['segregation', 'yes'],
    ['sessions', 'none'],
    ['clock', 'within 1 s'],
    ['profile', 'shipped, named by the policy'],
    ['guard-intact', 'at work'],
  ])('the row of %s says "%s"', (id, seen) => {
    expect(decision.legs.find((leg) => leg.id === id)?.seen).toBe(seen);
  });

  test('every leg has words, and no two have the same', () => {
    expect(new Set(LEG_IDS.map((id) => legWords(id))).size).toBe(LEG_IDS.length);
  });
});

describe('sources that were not read', () => {
  test.each(SOURCE_NAMES)('without %s nothing is green, and its reason is told once', (name) => {
    const decision = decide(without([name]), goodGuard());
    expect(decision.isGreen).toBe(false);
    expect(decision.reasons).toEqual([reason(SILENT[name], {})]);
  });

  test.each<readonly [SourceName, LegId]>([
    ['case', 'case'],
    ['operator', 'operator'],
    ['tenant', 'tenant'],
    ['incident', 'incident'],
    ['assurance', 'assurance'],
    ['grants', 'sessions'],
    ['administrators', 'administrator'],
    ['roles', 'scope'],
    ['policy', 'approvals'],
  ])('that %s was not read is told by the leg %s', (name, id) => {
    const telling = decide(without([name]), goodGuard()).legs.filter((leg) => leg.reasons.length > 0 && leg.follows === undefined);
    expect(telling.map((leg) => leg.id)).toEqual([id]);
  });

  test('IAM away as a whole is one reason, on the row of the open sessions', () => {
    const decision = decide(without(IAM), goodGuard());
    expect(decision.reasons.map(({ code }) => code)).toEqual(['iam-unknown']);
    expect(decision.legs.find(({ id }) => id === 'sessions')).toMatchObject({ seen: 'not known', reasons: [{ code: 'iam-unknown' }] });
  });

  test('the case system away as a whole is one reason', () => {
    expect(outcomeOf({ name: 'away', sources: without(['case', 'operator']) }).blocks).toEqual(['case-unreachable']);
  });

  test('two systems away are two reasons', () => {
    expect(outcomeOf({ name: 'away', sources: without(['tenant', 'incident']) }).blocks).toEqual([
      'tenant-directory-unreachable',
      'incident-unreachable',
    ]);
  });

  test('two systems that cannot be trusted are two reasons, one of them asked twice is one', () => {
    const untrusted = (system: string) => unread<never>('answer-untrusted', { system, detail: 'it is not JSON' });
    const sources = goodSources({ incident: untrusted('Incidents'), grants: untrusted('IAM'), roles: untrusted('IAM') });
    expect(decide(sources, goodGuard()).reasons.map(({ details }) => details?.system)).toEqual(['Incidents', 'IAM']);
  });

  test('what is wrong beside it is still told: there is no short cut', () => {
    expect(outcomeOf({ name: 'both', sources: without(IAM, withApproval('security', null)) }).blocks).toEqual([
      'approval-missing',
      'iam-unknown',
    ]);
  });

  test('none of them read at all is not green', () => {
    expect(decide(without(SOURCE_NAMES), goodGuard()).isGreen).toBe(false);
  });
});

describe('whatever is wrong', () => {
  const WORLDS: readonly Sources[] = [
    goodSources(),
    goodSources({ tenant: read({ found: null, named: [] }), grants: read([grant()]), administrators: read([]) }),
    withApproval('security', null),
    withApproval('customer-account', { approver: 'admin-77' }),
    withApproval('security', { approver: 'lead-01' }),
    withEveryApproval({ decision: 'denied' }),
    withEveryApproval({ packetDigest: OTHER_DIGEST }),
    withPacket({ window: { start: null, end: null }, incident: { id: 'INC-1' } }),
    withPacket({ tenant: { id: 'tnt_9', name: 'Contoso' } }),
    withCase({ requestedBy: 'lead-02', people: [], executors: [] }),
    withPolicy({ version: 13, requiredAuthorities: ['privacy'], consoleProfiles: [], maximumMinutes: 1 }),
    goodSources({ case: read({ ...casesOwn(), approvals: {} }, 86_400_000) }),
  ];
  function casesOwn() {
    const { case: answer } = goodSources();
    if (!answer.isRead) throw new Error('the good case is read');
    return answer.value;
  }
  const anySources = fc.tuple(fc.constantFrom(...WORLDS), fc.subarray([...SOURCE_NAMES])).map(([world, gone]) => without(gone, world));
  const anyGuard = fc
    .record({
      packetDigest: fc.constantFrom('a'.repeat(64), OTHER_DIGEST),
      openedDigest: fc.constantFrom(null, 'a'.repeat(64)),
      claim: fc.constantFrom(null, { id: 'claim-1', epoch: 1 }),
      follows: fc.constantFrom(null, { claim: 'claim-1', epoch: 1 }),
      roleDigests: fc.constantFrom({}, goodGuard().roleDigests),
      faults: fc.constantFrom([], ['a rule is missing']),
    })
    .map((change) => goodGuard(change));

  test('a leg that follows another carries a reason that the other one tells', () => {
    fc.assert(
      fc.property(anySources, anyGuard, (sources, guard) => {
        const { legs } = decide(sources, guard);
        for (const { follows, reasons } of legs) {
          const [carried] = reasons;
          if (follows === undefined || carried === undefined) continue;
          const told = legs.find((leg) => leg.id === follows);
          expect(told?.follows).toBeUndefined();
          expect(told?.reasons.some((one) => isSameReason(one, carried))).toBe(true);
        }
      }),
      { numRuns: 400 },
    );
  });

  test('nothing unread is ever green, no cause is told twice, and every row says something', () => {
    fc.assert(
      fc.property(anySources, anyGuard, (sources, guard) => {
        const { isGreen, legs, reasons } = decide(sources, guard);
        if (SOURCE_NAMES.some((name) => !sources[name].isRead)) expect(isGreen).toBe(false);
        expect(reasons.filter((one, at) => reasons.some((other, before) => before < at && isSameReason(one, other)))).toEqual([]);
        for (const leg of legs) expect(leg.seen).not.toBe('');
      }),
      { numRuns: 400 },
    );
  });

  test('every sentence has all that it speaks of', () => {
    fc.assert(
      fc.property(anySources, anyGuard, (sources, guard) => {
        const { reasons, warnings } = decide(sources, guard);
        const own = [...reasons, ...warnings].filter(({ code }) => !Object.values(SILENT).includes(code));
        for (const one of own) expect(sentence(one)).not.toContain('not known');
      }),
      { numRuns: 300 },
    );
  });
});
