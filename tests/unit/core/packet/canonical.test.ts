import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NotCanonical } from '../../../../lib/core/evidence/canonical.ts';
import { canonicalPacket } from '../../../../lib/core/packet/canonical.ts';
import { hiddenIn, packetFaults } from '../../../../lib/core/packet/sanity.ts';
import { PACKET } from '../gate/good-sources.ts';

function shuffled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shuffled);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, part]) => [key, shuffled(part)]),
  );
}

describe('the canonical packet', () => {
  test('is the RFC 8785 form: members sorted, nothing between them', () => {
    expect(canonicalPacket(PACKET)).toMatch(
      /^\{"administrator":\{"email":"admin-77@northwind\.example","objectId":"[0-9a-f-]+","subject":"admin-77"\},"approvalEvidence":\[/,
    );
    expect(canonicalPacket(PACKET)).toContain('"version":3,"window":{"end":"2026-11-23T06:50:00Z","start":"2026-11-23T02:50:00Z"}}');
  });

  test('does not depend on the order of members', () => {
    expect(canonicalPacket({ ...PACKET, ...Object(shuffled(PACKET)) })).toBe(canonicalPacket(PACKET));
  });

  test('depends on every value, and on the order of lists', () => {
    expect(canonicalPacket({ ...PACKET, version: 4 })).not.toBe(canonicalPacket(PACKET));
    expect(canonicalPacket({ ...PACKET, approvalEvidence: PACKET.approvalEvidence.toReversed() })).not.toBe(canonicalPacket(PACKET));
  });

  test('keeps members that are not known here, because approvals are bound to them too', () => {
    const more = { ...PACKET, note: 'one more' };
    expect(canonicalPacket(more)).not.toBe(canonicalPacket(PACKET));
  });

  test('tells a null end from a missing one and from text', () => {
    const ends = [
      { start: null, end: null },
      { start: null, end: 'null' },
    ].map((window) => canonicalPacket({ ...PACKET, window }));
    expect(new Set(ends).size).toBe(2);
  });

  test.each([2 ** 53, -(2 ** 53), Number.NaN, Number.POSITIVE_INFINITY])('refuses %d, which JSON would change', (version) => {
    expect(() => canonicalPacket({ ...PACKET, version })).toThrow(NotCanonical);
  });

  test('takes the largest whole number that JSON keeps', () => {
    expect(canonicalPacket({ ...PACKET, version: Number.MAX_SAFE_INTEGER })).toContain('9007199254740991');
  });

  test('refuses half a character', () => {
    expect(() => canonicalPacket({ ...PACKET, incident: { id: 'INC-\uD800' } })).toThrow(NotCanonical);
  });

  test('is read back as what it was made of', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.maxSafeNat(), fc.array(fc.string({ unit: 'grapheme' })), (name, version, scope) => {
        const packet = { ...PACKET, version, scope, tenant: { id: 't', name } };
        expect(JSON.parse(canonicalPacket(packet))).toEqual(packet);
      }),
    );
  });
});

describe('the packet by itself', () => {
  test('nothing is wrong with a whole one', () => {
    expect(packetFaults(PACKET)).toEqual([]);
    expect(hiddenIn(PACKET)).toEqual([]);
  });

  test.each([
    ['an empty tenant id', { tenant: { id: ' ', name: 'Northwind Traders' } }, 'the packet has no tenant id'],
    ['no scope', { scope: [] }, 'the packet has no privilege'],
    ['an empty privilege', { scope: ['a', ''] }, 'the packet has no privilege'],
    ['a privilege twice', { scope: ['a', 'a'] }, 'the packet names a privilege twice'],
    ['no approval reference', { approvalEvidence: [] }, 'the packet has no approval reference'],
    ['version nought', { version: 0 }, 'the packet has no version'],
    ['a broken version', { version: 1.5 }, 'the packet has no version'],
    ['no execution number', { executionNumber: 0 }, 'the packet does not say which execution it is for'],
  ])('%s is called out', (_, change, fault) => {
    expect(packetFaults({ ...PACKET, ...change })).toEqual([fault]);
  });

  test('a missing end of the window is for its own leg', () => {
    expect(packetFaults({ ...PACKET, window: { start: null, end: null } })).toEqual([]);
  });

  test('characters that nobody sees are found where they are', () => {
    expect(hiddenIn({ ...PACKET, scope: ['tenant.admin.restore\u202E'], incident: { id: 'INC-\u200B1' } })).toEqual([
      'scope',
      'incident.id',
    ]);
  });

  test('a joiner in the tenant’s name is part of some scripts', () => {
    expect(hiddenIn({ ...PACKET, tenant: { id: 't', name: 'می\u200Cخواهم' } })).toEqual([]);
  });
});
