import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide } from '../../../lib/core/gate/decide.ts';
import type { Guard } from '../../../lib/core/gate/leg.ts';
import type { Sources } from '../../../lib/core/gate/sources.ts';
import { jcsDigest } from '../../fakes/example.ts';
import { goodGuard, goodSources, grant, read, unread } from '../core/gate/good-sources.ts';
import { type Answers, begin, type Came, memberOf, plainAnswers, roleDigest } from './altered-town.ts';
import { alter, type Change, changesTo } from './altering.ts';
import { BROKEN } from './broken.ts';
import { DEMANDED, whyNot } from './oracle.ts';
import { reached } from './reached.ts';

/** So many go the whole way, over the wire and through the workflow; the rest are judged where they were read. */
const WHOLE_WAY = 3_000;
const JUDGED = 7_000;
const TIMEOUT_MS = 180_000;

type World = { sources: Sources; guard: Guard };

/** As it came over the wire: plain data. */
function plainWorld(): World {
  const world = { sources: goodSources({ grants: read([grant({ state: 'ended' })]) }), guard: goodGuard() };
  return JSON.parse(JSON.stringify(world));
}

/** An answer that is not read is one that gives no value. */
function silenced({ sources, guard }: World): World {
  const answers = Object.entries(sources).map(([name, one]) => [name, one.isRead ? one : unread('iam-unknown')]);
  return { sources: { ...sources, ...Object.fromEntries(answers) }, guard };
}

function changed(changes: readonly Change[]): World {
  const world = plainWorld();
  alter(world, changes);
  return silenced(world);
}

type Alteration = Readonly<{ changes: readonly Change[]; isSigned: boolean; isLate: boolean }>;

/** `isSigned`: whatever the packet and the roles were made into, the approvals are of that. `isLate`: it comes after entry was asked for. */
const alteration: fc.Arbitrary<Alteration> = fc.record({
  changes: changesTo(plainAnswers(), true),
  isSigned: fc.boolean(),
  isLate: fc.boolean(),
});

async function play({ changes, isSigned, isLate }: Alteration): Promise<Came> {
  const answers = plainAnswers();
  alter(answers, changes);
  if (isSigned) sign(answers);
  return begin(isLate ? plainAnswers() : answers, answers);
}

/** Every approval speaks of the packet and the roles as they now stand. */
function sign({ said }: Answers): void {
  const record = said['cases']?.body;
  const packetDigest = jcsDigest(memberOf(record, 'packet'));
  const roles = memberOf(said['roles']?.body, 'roles');
  const roleDigests = Object.fromEntries((Array.isArray(roles) ? roles : []).flatMap(digestOf));
  const approvals = memberOf(record, 'approvals');
  for (const one of typeof approvals === 'object' && approvals !== null ? Object.values(approvals) : [])
    if (typeof one === 'object' && one !== null) Object.assign(one, { packetDigest, roleDigests });
}

function digestOf(role: unknown): readonly (readonly [string, string])[] {
  const [name, privileges] = [memberOf(role, 'name'), memberOf(role, 'privileges')];
  const isWhole = typeof name === 'string' && Array.isArray(privileges) && privileges.every((one) => typeof one === 'string');
  return isWhole ? [[name, roleDigest({ name, privileges })]] : [];
}

describe('a claim', () => {
  it('is taken under the answers that nobody altered, for the packet that they hold', async () => {
    const came = await begin(plainAnswers(), plainAnswers());
    expect(came).toMatchObject({ claims: [jcsDigest(memberOf(plainAnswers().said['cases']?.body, 'packet'))], phase: 'filling' });
  });

  it(
    `is taken under none of ${WHOLE_WAY} altered answers unless a second opinion agrees`,
    async () => {
      const seen = reached();
      await fc.assert(
        fc.asyncProperty(alteration, async (one) => {
          const { claims, phase, reasons, judged } = await play(one);
          const against = judged === null ? ['it was not judged'] : whyNot(judged.sources, judged.guard);
          seen.note(claims.length > 0 ? 'claimed' : `refused in ${phase}`, reasons);
          if (claims.length === 0) return;
          expect({ claims, against }).toEqual({ claims: [judged?.guard.packetDigest], against: [] });
        }),
        { numRuns: WHOLE_WAY, seed: 5 },
      );
      seen.say(`${WHOLE_WAY} altered answers that went the whole way`);
      expect(seen.times('claimed')).toBeGreaterThan(WHOLE_WAY / 20);
      expect(seen.codes()).toBeGreaterThan(30);
    },
    TIMEOUT_MS,
  );

  it(
    `is green for none of ${JUDGED} altered answers unless a second opinion agrees`,
    () => {
      const seen = reached();
      fc.assert(
        fc.property(changesTo(plainWorld(), false), (changes) => {
          const { sources, guard } = changed(changes);
          const { isGreen, reasons } = decide(sources, guard);
          const against = whyNot(sources, guard);
          seen.note(isGreen ? 'green' : against.length > 0 ? 'red' : 'red by the gate alone', reasons);
          expect({ isGreen, against: isGreen ? against : [] }).toEqual({ isGreen, against: [] });
        }),
        { numRuns: JUDGED, seed: 5 },
      );
      seen.say(`${JUDGED} altered answers that were judged`);
      expect(seen.times('green')).toBeGreaterThan(JUDGED / 20);
      expect(seen.codes()).toBeGreaterThan(30);
    },
    TIMEOUT_MS,
  );
});

describe('the second opinion', () => {
  it('has nothing against what is as it should be', () => {
    const { sources, guard } = plainWorld();
    expect(whyNot(sources, guard)).toEqual([]);
    expect(decide(sources, guard).isGreen).toBe(true);
  });

  it.each(DEMANDED)('objects where this does not hold: %s', (says) => {
    const { sources, guard } = changed(BROKEN[says] ?? []);
    expect(whyNot(sources, guard)).toContain(says);
    expect(decide(sources, guard).isGreen).toBe(false);
  });

  it.each(Object.keys(plainWorld().sources))('objects where %s was not read, or has another time', (name) => {
    for (const change of [
      { path: ['sources', name, 'isRead'], next: false },
      { path: ['sources', name, 'skewMs'], next: 31_000 },
    ]) {
      const { sources, guard } = changed([change]);
      expect(whyNot(sources, guard)).toEqual([expect.stringContaining(name)]);
      expect(decide(sources, guard).isGreen).toBe(false);
    }
  });
});
