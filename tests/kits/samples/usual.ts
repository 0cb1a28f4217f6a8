import { type Act, AMONG_ROLES, choose, named, press, type Sample, set, text, type, typeDate } from '../sample.ts';

/** A control but for how a page makes it say two things at once, in which every kit differs. */
type Usual = Omit<Sample, 'tear'>;
type Choosing = (words: string) => Act;

/** The controls that our pages build from every kit, with the same labels and names: a kit says only where it differs. */
export const USUAL = {
  text: {
    control: 'text',
    field: { kind: 'text', locator: named('textbox', 'Tenant ID') },
    sentAs: 'tenant',
    first: { act: type('Tenant ID', 'tnt_1'), holds: text('tnt_1') },
    second: { act: type('Tenant ID', 'tnt_2'), holds: text('tnt_2') },
  },
  lines: {
    control: 'lines of text',
    field: { kind: 'lines', locator: named('textbox', 'Note'), compare: 'references' },
    sentAs: 'note',
    first: { act: type('Note', 'one\ntwo'), holds: set('one', 'two') },
    second: { act: type('Note', 'three'), holds: set('three') },
  },
  radio: radios((words) => press('radio', words)),
  number: {
    control: 'number',
    field: { kind: 'number', locator: named('spinbutton', 'Hours') },
    sentAs: 'hours',
    first: { act: type('Hours', '4'), holds: text('4') },
    second: { act: type('Hours', '8'), holds: text('8') },
  },
  dateTime: {
    control: 'date-time',
    field: { kind: 'datetime', locator: named('datetime', 'Access ends') },
    sentAs: 'ends',
    first: { act: typeDate('Access ends', '11232026', '0800a'), holds: text('2026-11-23T08:00') },
    second: { act: typeDate('Access ends', '11232026', '0900p'), holds: text('2026-11-23T21:00') },
  },
} satisfies Readonly<Record<string, Usual>>;

/** The three privileges as radios, of which `act` presses one by its words. */
export function radios(act: Choosing): Usual {
  return {
    control: 'radio group',
    field: { kind: 'radio', locator: named('radiogroup', 'Level'), ...AMONG_ROLES },
    sentAs: 'level',
    first: { act: act('Read the tenant'), holds: text('tenant.read') },
    second: { act: act('Restore administrators'), holds: text('tenant.restore') },
  };
}

/** A kit's own dress for the browser's list. */
export const nativeRole: Usual = {
  control: 'native select',
  field: { kind: 'select', locator: named('combobox', 'Native role'), ...AMONG_ROLES },
  sentAs: 'native_role',
  first: { act: choose('Native role', 'Read the tenant'), holds: text('tenant.read') },
  second: { act: choose('Native role', 'Restore administrators'), holds: text('tenant.restore') },
};

/** References that are entered one by one, each with Enter, in what `typedInto` finds. */
export function tagsBy(typedInto: string): Usual {
  const enter = (words: string): Act => {
    return async (page) => {
      await page.locator(typedInto).focus();
      await page.keyboard.type(`${words}\n`);
    };
  };
  return {
    control: 'tags',
    field: { kind: 'tags', locator: named('combobox', 'Evidence'), compare: 'references' },
    sentAs: 'evidence',
    first: { act: enter('APR-777'), holds: set('APR-777') },
    second: { act: enter('APR-302'), holds: set('APR-777', 'APR-302') },
  };
}

/** A list of the three privileges of which one is chosen. */
export function oneRole(choose: Choosing): Usual {
  return {
    control: 'select',
    field: { kind: 'combobox', locator: named('combobox', 'Role'), ...AMONG_ROLES },
    sentAs: 'role',
    first: { act: choose('Read the tenant'), holds: text('tenant.read') },
    second: { act: choose('Restore administrators'), holds: text('tenant.restore') },
  };
}

/** The same list where one after the other is chosen. */
export function manyRoles(choose: Choosing): Usual {
  return {
    control: 'select, many',
    field: { kind: 'combobox', locator: named('combobox', 'Roles'), compare: 'set', ...AMONG_ROLES },
    sentAs: 'roles',
    first: { act: choose('Read the tenant'), holds: set('tenant.read') },
    second: { act: choose('All tenants'), holds: set('tenant.read', 'all-tenants') },
  };
}

/** A box that is on or off, found by its role and operated by `act`, which turns it over each time. */
export function box(role: 'checkbox' | 'switch', act: Choosing = (words) => press(role, words)): Usual {
  const { words, sentAs } = BOXES[role];
  return {
    control: role,
    field: { kind: role, locator: named(role, words), compare: 'constant' },
    sentAs,
    first: { act: act(words), holds: text('on') },
    second: { act: act(words), holds: text('off') },
  };
}

const BOXES = {
  checkbox: { words: 'Acknowledged', sentAs: 'acknowledged' },
  switch: { words: 'Include child tenants', sentAs: 'child_tenants' },
} as const;

/** Incidents to choose one from. */
export function oneIncident(choose: Choosing): Usual {
  return {
    control: 'combobox',
    field: { kind: 'combobox', locator: named('combobox', 'Incident') },
    sentAs: 'incident',
    first: { act: choose('INC-20931'), holds: text('INC-20931') },
    second: { act: choose('INC-20932'), holds: text('INC-20932') },
  };
}
