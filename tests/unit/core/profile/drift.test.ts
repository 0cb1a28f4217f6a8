import { describe, expect, it } from 'vitest';
import { driftOf, type SeenControl } from '../../../../lib/core/profile/drift.ts';
import type { ControlSpec } from '../../../../lib/core/profile/profile.ts';

const listed = (role: string, name: string, options: readonly string[] = []): ControlSpec => ({
  role,
  name: { en: name, de: `${name} (de)` },
  isRequired: false,
  options,
});
const seen = (role: string, name: string, more: Partial<SeenControl> = {}): SeenControl => ({
  role,
  name,
  isRequired: false,
  options: [],
  isScopeLike: false,
  holdsValue: false,
  ...more,
});

const FORM = [listed('textbox', 'Tenant ID'), listed('group', 'Privileges', ['restore', 'read.all']), listed('button', 'Next')];
const AS_LISTED = [seen('textbox', 'Tenant ID'), seen('group', 'Privileges', { options: ['restore', 'read.all'] }), seen('button', 'Next')];

describe('no drift is', () => {
  it.each([
    ['the screen as it was', AS_LISTED],
    ['another order', [...AS_LISTED].reverse()],
    ['a label in another listed language', [seen('textbox', 'Tenant ID (de)'), ...AS_LISTED.slice(1)]],
    ['a new button', [...AS_LISTED, seen('button', 'Help')]],
    ['a new optional text field', [...AS_LISTED, seen('textbox', 'Nickname')]],
    [
      'a choice that this tenant does not have',
      [seen('textbox', 'Tenant ID'), seen('group', 'Privileges', { options: ['restore'] }), seen('button', 'Next')],
    ],
    ['white space in a label', [seen('textbox', ' Tenant  ID'), ...AS_LISTED.slice(1)]],
    ['a button that is there twice', [...AS_LISTED, seen('button', 'Next')]],
    ['a listed field that is there twice, which its own reading says', [...AS_LISTED, seen('textbox', 'Tenant ID')]],
  ])('%s', (_, controls) => {
    expect(driftOf(FORM, controls)).toEqual({ differences: [], lookalikes: [] });
  });
});

describe('drift is', () => {
  it.each([
    ['a control that is gone', AS_LISTED.slice(1), '“Tenant ID” is gone'],
    ['a renamed label', [seen('textbox', 'Customer ID'), ...AS_LISTED.slice(1)], '“Tenant ID” is gone, and “Customer ID” is new'],
    ['another kind of control', [seen('combobox', 'Tenant ID'), ...AS_LISTED.slice(1)], '“Tenant ID” was a textbox and is a combobox now'],
    ['a new required field', [...AS_LISTED, seen('textbox', 'Reason', { isRequired: true })], '“Reason” is new and required'],
    [
      'a new choice control',
      [...AS_LISTED, seen('checkbox', 'Everything', { isScopeLike: true })],
      '“Everything” is new and may change what is granted',
    ],
    [
      'a new field that holds something already',
      [...AS_LISTED, seen('textbox', 'Code', { holdsValue: true })],
      '“Code” is new and already holds a value',
    ],
    [
      'a new control without a name',
      [...AS_LISTED, seen('switch', '', { isScopeLike: true })],
      'a switch without a name is new and may change what is granted',
    ],
    [
      'a new choice in a listed set',
      [seen('textbox', 'Tenant ID'), seen('group', 'Privileges', { options: ['restore', 'read.all', 'billing'] }), seen('button', 'Next')],
      '“Privileges” offers “billing”, which the profile does not know',
    ],
  ])('%s', (_, controls, difference) => {
    expect(driftOf(FORM, controls).differences).toEqual([difference]);
  });

  it.each(['Access for ada@customer.example', 'Call +44 20 7946 0958', 'Account 104477', 'x'.repeat(61)])(
    'told without repeating %s, which is no label',
    (name) => {
      const options = ['restore', 'read.all', name];
      const group = seen('group', 'Privileges', { options });
      const fresh = seen('checkbox', name, { isScopeLike: true });
      const { differences } = driftOf(FORM, [seen('textbox', 'Tenant ID'), group, seen('button', 'Next'), fresh]);
      expect(differences).toHaveLength(2);
      expect(differences.join()).not.toContain(name);
      expect(driftOf(FORM, [seen('textbox', name), ...AS_LISTED.slice(1)]).differences.join()).not.toContain(name);
    },
  );

  it('not what a reading says already', () => {
    expect(driftOf(FORM, AS_LISTED.slice(1), ['Tenant ID']).differences).toEqual([]);
    expect(driftOf(FORM, [seen('combobox', 'Tenant ID'), ...AS_LISTED.slice(1)], ['Tenant ID']).differences).toEqual([]);
  });

  it('not a choice that takes after a listed one: that is a look-alike', () => {
    const options = ['restore', 'read.all', 'r\u0435store'];
    const found = driftOf(FORM, [seen('textbox', 'Tenant ID'), seen('group', 'Privileges', { options }), seen('button', 'Next')]);
    expect(found).toEqual({ differences: [], lookalikes: [{ name: 'r\u0435store', takesAfter: '“restore”' }] });
  });
});

describe('controls that nothing names', () => {
  const unnamed: ControlSpec = { role: 'textbox', name: { en: '' }, isRequired: false, options: [] };
  const [listedTwo, one] = [[...FORM, unnamed, unnamed], seen('textbox', '')];

  it('may be as many as there were, or more where the new ones carry nothing', () => {
    expect(driftOf(listedTwo, [...AS_LISTED, one, one]).differences).toEqual([]);
    expect(driftOf(listedTwo, [...AS_LISTED, one, one, one]).differences).toEqual([]);
  });

  it.each([
    ['one is gone', [one], '1 times a textbox without a name, where there were 2'],
    [
      'one more holds a value',
      [one, one, seen('textbox', '', { holdsValue: true })],
      '3 times a textbox without a name, where there were 2',
    ],
    [
      'one of another role is new and required',
      [one, one, seen('combobox', '', { isRequired: true })],
      'a combobox without a name is new and required',
    ],
  ])('drift when %s', (_, more, says) => {
    expect(driftOf(listedTwo, [...AS_LISTED, ...more]).differences).toEqual([says]);
  });
});

describe('a control that is there once more than its author saw', () => {
  const box = seen('checkbox', 'All tenants', { isScopeLike: true });
  const listedBox = listed('checkbox', 'All tenants');

  it('is drift: the one that is listed hides no other', () => {
    const { differences } = driftOf([...FORM, listedBox], [...AS_LISTED, box, box]);
    expect(differences).toEqual(['“All tenants” is there 2 times']);
  });

  it('is none where the author saw several, as in the rows of a table', () => {
    expect(driftOf([...FORM, listedBox, listedBox], [...AS_LISTED, box, box, box]).differences).toEqual([]);
  });

  it('is none where its own reading says so', () => {
    expect(driftOf([...FORM, listedBox], [...AS_LISTED, box, box], ['All tenants']).differences).toEqual([]);
  });
});
