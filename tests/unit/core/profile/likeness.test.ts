import { describe, expect, it } from 'vitest';
import { hasSameVerb, isNearName } from '../../../../lib/core/profile/likeness.ts';

describe('a name is near another', () => {
  it.each([
    ['Submit restoration', 'Submit restorations'],
    ['Submit restoration', 'Submit  Restoration!'],
    ['Submit restoration', 'Subrnit restoration'],
    ['Submit restoration', 'Submit restoration for all tenants'],
    ['tenant.admin.restore', 'tenant.admin.r\u0435store'],
    ['tenant.admin.restore', 'tenant.admin.restore2'],
    ['tenant.admin.restore', 'tenant.admin.rest0re'],
  ])('%s, %s', (name, other) => {
    expect(isNearName(name, other)).toBe(true);
    expect(isNearName(other, name)).toBe(true);
  });
});

describe('a name is not near', () => {
  it.each([
    ['itself', 'Submit restoration', 'Submit restoration'],
    ['itself with other white space', 'Submit restoration', ' Submit   restoration '],
    ['another word', 'Submit restoration', 'Save draft'],
    ['another privilege', 'tenant.admin.restore', 'tenant.data.export'],
    ['a short word that differs by one letter', 'Next', 'Text'],
    ['nothing', 'Submit restoration', ''],
  ])('%s', (_, name, other) => {
    expect(isNearName(name, other)).toBe(false);
  });
});

describe('two names', () => {
  it.each([
    ['Submit restoration', 'Submit all', true],
    ['Submit restoration', 'SubmitAll', true],
    ['Submit restoration', 'Save draft', false],
    ['Submit restoration', 'Submit restoration', false],
  ])('begin with the same verb: %s, %s', (name, other, isSame) => {
    expect(hasSameVerb(name, other)).toBe(isSame);
  });
});
