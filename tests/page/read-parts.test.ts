import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { compareField } from '../../lib/core/compare/compare.ts';
import type { Look, Reading, Verdict } from '../../lib/core/compare/reading.ts';
import { fieldSpec, type Segments } from '../../lib/core/profile/profile.ts';
import { consolePage, END_FIELD, reviewFields, reviewPage } from './fixtures/console-page.ts';
import { openStage, type Stage } from './harness.ts';
import { benchProfile, code, type FieldParts, named, text } from './one-field.ts';
import { readProfile } from './practice.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterEach(() => stage.clear());
afterAll(() => stage.close());

/** Where each part is sent on its own, or all of them as one. */
type SentAs = string | Readonly<Record<string, string>>;
type Field = Readonly<{ html: string; roles: Readonly<Record<string, string>>; sentAs?: SentAs }> & Pick<FieldParts, 'dateOrder'>;

const APPROVED = '2026-11-23T07:00:00Z';
const TORN = 'reading-contradicts-itself';

function fieldParts(roles: Field['roles']): FieldParts {
  const segments: Segments = Object.fromEntries(Object.entries(roles).map(([part, role]) => [part, { role, name: { en: part } }]));
  return {
    kind: 'datetime',
    locator: named('group'),
    compare: 'instant',
    packet: 'window.end',
    zone: { fixed: 'Europe/Berlin' },
    segments,
  };
}

async function reading({ html, roles, sentAs = '', ...more }: Field): Promise<Reading> {
  const profile = benchProfile({ ...fieldParts(roles), ...more });
  const requests = profile.requests
    .filter((one) => one.class === 'commit')
    .map((one) => ({ ...one, body: { encoding: 'urlencoded', fields: { 'tenant.id': sentAs }, others: [] } as const }));
  const fields = `<div role="group" aria-label="It">${html}</div>`;
  const { look } = await stage.open({ html: consolePage({ title: 'Bench', fields }), profile: { ...profile, requests } });
  const [only] = (await look()).readings;
  if (only === undefined) throw new Error('there was no reading');
  return only;
}

const said = (look: Look) => (look.isReadable ? look : code(look));

async function verdict(field: Field): Promise<Verdict> {
  const [spec] = benchProfile(fieldParts(field.roles)).screens[0]?.fields ?? [];
  if (spec === undefined) throw new Error('there is no field');
  return compareField({ spec, approved: APPROVED, reading: await reading(field) }).verdict;
}

/** A list with one option chosen: what it is sent as, and what it is called. */
const list = (name: string, value: string, shown = value) =>
  `<select aria-label="${name}" name="${name}"><option></option><option value="${value}" selected>${shown}</option></select>`;
const input = (name: string, value: string, more = '') => `<input aria-label="${name}" name="${name}" value="${value}" ${more}>`;
/** A part that a kit draws: what it shows, and what it says of itself in ARIA. */
const drawn = (name: string, shown: string, aria = '') =>
  `<span role="spinbutton" aria-label="${name}" tabindex="0" ${aria}>${shown}</span>`;
const all = (role: string, ...more: readonly string[]) =>
  Object.fromEntries(['year', 'month', 'day', 'hour', 'minute', ...more].map((name) => [name, role]));

const TIME = list('hour', '08') + list('minute', '00');
const RIGHT = text('2026-11-23T08:00');

describe('a time that is entered in parts is read as it is shown and sent', () => {
  it.each<[string, Field, Look | string]>([
    [
      'three lists in another order, and a native time',
      {
        html: `${list('month', '11')}${list('day', '23')}${list('year', '2026')}<input type="time" aria-label="time" name="time" value="08:00">`,
        roles: { year: 'combobox', month: 'combobox', day: 'combobox', time: 'datetime' },
      },
      RIGHT,
    ],
    [
      'three inputs, without noughts in front',
      {
        html: input('day', '23') + input('month', '11') + input('year', '2026') + input('hour', '8') + input('minute', '0'),
        roles: all('textbox'),
      },
      RIGHT,
    ],
    [
      'three number inputs',
      {
        html: ['day', 'month', 'year', 'hour', 'minute']
          .map((name, at) => input(name, `${[23, 11, 2026, 8, 0][at]}`, 'type="number"'))
          .join(''),
        roles: all('spinbutton'),
      },
      RIGHT,
    ],
    [
      'a month that is sent by its name',
      { html: list('day', '23') + list('month', 'November') + list('year', '2026') + TIME, roles: all('combobox') },
      RIGHT,
    ],
    [
      'a month that is sent by its short name',
      { html: list('day', '23') + list('month', 'nov', 'Nov') + list('year', '2026') + TIME, roles: all('combobox') },
      RIGHT,
    ],
    [
      'a month that shows one name and sends another',
      { html: list('day', '23') + list('month', 'nov', 'December') + list('year', '2026') + TIME, roles: all('combobox') },
      TORN,
    ],
    [
      'a year that shows one and sends another',
      { html: list('day', '23') + list('month', '11') + list('year', '2027', '2026') + TIME, roles: all('combobox') },
      TORN,
    ],
    [
      'a day that shows one and sends another',
      { html: list('day', '24', '23') + list('month', '11') + list('year', '2026') + TIME, roles: all('combobox') },
      TORN,
    ],
    [
      'an hour that shows one and sends another',
      {
        html: list('day', '23') + list('month', '11') + list('year', '2026') + list('hour', '20', '08') + list('minute', '00'),
        roles: all('combobox'),
      },
      TORN,
    ],
    [
      'a half of the day that shows one and sends the other',
      {
        html: list('day', '23') + list('month', '11') + list('year', '2026') + TIME + list('halfDay', 'PM', 'AM'),
        roles: all('combobox', 'halfDay'),
      },
      TORN,
    ],
    [
      'a half of the day that is sent as a key',
      {
        html: list('day', '23') + list('month', '11') + list('year', '2026') + TIME + list('halfDay', '1', 'PM'),
        roles: all('combobox', 'halfDay'),
      },
      text('2026-11-23T20:00'),
    ],
    [
      'a half of the day among radios',
      {
        html: `${list('day', '23')}${list('month', '11')}${list('year', '2026')}${TIME}<div role="radiogroup" aria-label="halfDay"><label><input type="radio" name="half" value="am">AM</label><label><input type="radio" name="half" value="pm" checked>PM</label></div>`,
        roles: { ...all('combobox'), halfDay: 'radiogroup' },
      },
      text('2026-11-23T20:00'),
    ],
    [
      'a half of the day among radios that a kit draws, none of which is on',
      {
        html: `${list('day', '23')}${list('month', '11')}${list('year', '2026')}${TIME}<div role="radiogroup" aria-label="halfDay"><span role="radio" aria-checked="false">AM</span><span role="radio" aria-checked="false">PM</span></div>`,
        roles: { ...all('combobox'), halfDay: 'radiogroup' },
      },
      text(''),
    ],
    [
      'a half of the day among radios that nothing calls a group',
      {
        html: `${list('day', '23')}${list('month', '11')}${list('year', '2026')}${TIME}<nav aria-label="halfDay"><label><input type="radio" name="half" value="am">AM</label><label><input type="radio" name="half" value="pm" checked>PM</label></nav>`,
        roles: { ...all('combobox'), halfDay: 'navigation' },
      },
      text('2026-11-23T20:00'),
    ],
    [
      'one radio of two, which is off',
      {
        html: `${list('day', '23')}${list('month', '11')}${list('year', '2026')}${TIME}<label><input type="radio" name="half" value="am" checked>AM</label><label><input type="radio" name="half" value="pm">halfDay</label>`,
        roles: { ...all('combobox'), halfDay: 'radio' },
      },
      RIGHT,
    ],
    [
      'a month in a list that a kit draws, whose key stands in a hidden input',
      {
        html: `${list('day', '23')}<div><div role="combobox" aria-label="month" tabindex="0">November</div><input type="hidden" name="month" value="11"></div>${list('year', '2026')}${TIME}`,
        roles: all('combobox'),
        sentAs: { year: 'year', month: 'month', day: 'day', hour: 'hour', minute: 'minute' },
      },
      RIGHT,
    ],
    [
      'a month in a list that a kit draws, and another one in its hidden input',
      {
        html: `${list('day', '23')}<div><div role="combobox" aria-label="month" tabindex="0">November</div><input type="hidden" name="month" value="12"></div>${list('year', '2026')}${TIME}`,
        roles: all('combobox'),
        sentAs: { year: 'year', month: 'month', day: 'day', hour: 'hour', minute: 'minute' },
      },
      TORN,
    ],
    [
      'a list whose months are counted from nought and shown with their number and name',
      { html: list('day', '23') + list('month', '10', '11 – Nov') + list('year', '2026') + TIME, roles: all('combobox') },
      TORN,
    ],
    [
      'a list whose months are shown with their number and name, and sent as shown',
      { html: list('day', '23') + list('month', '11', '11 – Nov') + list('year', '2026') + TIME, roles: all('combobox') },
      RIGHT,
    ],
    [
      'lists of which the page sends one time on two clocks',
      {
        html: `${list('day', '23')}${list('month', '11')}${list('year', '2026')}${TIME}<input type="hidden" name="sent" value="2026-11-23T08:00+01:00"><input type="hidden" name="sent" value="2026-11-23T08:00-05:00">`,
        roles: all('combobox'),
        sentAs: 'sent',
      },
      TORN,
    ],
    [
      'lists under names of their own, of which the page sends one time',
      {
        html: `${list('day', '23')}${list('month', '11')}${list('year', '2026')}${TIME}<input type="hidden" name="sent" value="2026-11-23T08:00">`,
        roles: all('combobox'),
        sentAs: 'sent',
      },
      RIGHT,
    ],
    [
      'lists under names of their own, of which the page sends another time',
      {
        html: `${list('day', '23')}${list('month', '11')}${list('year', '2026')}${TIME}<input type="hidden" name="sent" value="2026-11-24T08:00">`,
        roles: all('combobox'),
        sentAs: 'sent',
      },
      TORN,
    ],
  ])('%s', async (_, field, expected) => {
    expect(said((await reading(field)).look)).toEqual(expected);
  });

  it.each<[string, string, Look | string]>([
    [
      'an hour that is counted to 24 and shown to 12, in the evening',
      drawn('hour', '8', 'aria-valuenow="20" aria-valuetext="8 PM"') + drawn('halfDay', 'PM', 'aria-valuenow="12" aria-valuetext="PM"'),
      text('2026-11-23T20:00'),
    ],
    [
      'an hour that is counted to 24 and shown to 12, at midnight',
      drawn('hour', '12', 'aria-valuenow="0" aria-valuetext="12 AM"') + drawn('halfDay', 'AM', 'aria-valuenow="0" aria-valuetext="AM"'),
      text('2026-11-23T00:00'),
    ],
    ['an hour of the evening that is shown as one of the morning', drawn('hour', '8', 'aria-valuenow="20"') + drawn('halfDay', 'AM'), TORN],
    ['an hour that shows one and says another', drawn('hour', '9', 'aria-valuenow="20"') + drawn('halfDay', 'PM'), TORN],
  ])('%s', async (_, time, expected) => {
    const day =
      drawn('month', '11', 'aria-valuenow="11"') + drawn('day', '23', 'aria-valuenow="23"') + drawn('year', '2026', 'aria-valuenow="2026"');
    const html = day + time + drawn('minute', '00', 'aria-valuenow="0"');
    expect(said((await reading({ html, roles: all('spinbutton', 'halfDay') })).look)).toEqual(expected);
  });

  it.each<[string, string, Look | string]>([
    ['that is shown by its name', drawn('month', 'November', 'aria-valuenow="11" aria-valuetext="November"'), RIGHT],
    ['that shows one and says another', drawn('month', '11', 'aria-valuenow="12"'), TORN],
    [
      'that shows only what goes in there, and says the present one',
      drawn('month', 'MM', 'aria-valuenow="11" aria-valuetext="Leer"'),
      text('2026 · MM · 23 · 8 · 0'),
    ],
  ])('a month that a kit draws, %s', async (_, month, expected) => {
    const day = drawn('day', '23', 'aria-valuenow="23"') + drawn('year', '2026', 'aria-valuenow="2026"');
    const time = drawn('hour', '08', 'aria-valuenow="8"') + drawn('minute', '00', 'aria-valuenow="0"');
    expect(said((await reading({ html: month + day + time, roles: all('spinbutton') })).look)).toEqual(expected);
  });

  it.each<[string, (at: number) => string]>([
    ['in another language than English', () => 'aria-valuetext="Leer"'],
    ['and says the present time', (at) => `aria-valuetext="Leer" aria-valuenow="${[2026, 11, 23, 8, 0][at]}"`],
  ])('is empty while nothing is entered, %s', async (_, aria) => {
    const shown = ['JJJJ', 'MM', 'TT', '––', '––'];
    const html = ['year', 'month', 'day', 'hour', 'minute'].map((name, at) => drawn(name, shown[at] ?? '', aria(at))).join('');
    expect(said((await reading({ html, roles: all('spinbutton') })).look)).toEqual(text(''));
  });

  it.each<[string, Field['html'], Field['roles']]>([
    ['with its time beside it', `${input('date', 'Nov 23, 2026')}${input('time', '8:00 AM')}`, { date: 'textbox', time: 'textbox' }],
    ['with each part in a list', list('day', '23') + list('month', 'November') + list('year', '2026') + TIME, all('combobox')],
  ])('is as approved where its month is named, %s', async (_, html, roles) => {
    expect(await verdict({ html, roles })).toBe('match');
  });

  it.each([
    ['a field', consolePage({ title: 'Expiration', fields: END_FIELD.replace('type="datetime-local"', 'value="Nov 23, 2026, 8:00 AM"') })],
    ['the review page', reviewPage({ fields: reviewFields({ ends: '23 November 2026 08:00' }) })],
  ])('is as approved where %s writes it out in one text', async (_, html) => {
    const profile = readProfile('range-server');
    const { look } = await stage.open({ html, profile });
    const end = (await look()).readings.find((one) => one.field === 'window.end');
    const spec = fieldSpec(profile, 'window.end');
    expect(end !== undefined && spec !== null && compareField({ spec, approved: APPROVED, reading: end }).verdict).toBe('match');
  });

  it.each<[string, string, Look | string]>([
    ['the same time', '11/23/2026 08:00 AM', RIGHT],
    ['an hour of the evening instead', '11/23/2026 08:00 PM', TORN],
    ['another day', '11/24/2026 08:00 AM', TORN],
    ['its day and its month the other way round', '23/11/2026 08:00 AM', TORN],
  ])('parts of which the page sends %s, in the order that its profile says', async (_, sent, expected) => {
    const parts = ['year', 'month', 'day', 'hour', 'minute'].map((name, at) => drawn(name, `${[2026, 11, 23, 8, 0][at]}`)).join('');
    const html = `${parts}<input aria-hidden="true" name="sent" value="${sent}">`;
    const field: Field = { html, roles: all('spinbutton'), sentAs: 'sent', dateOrder: 'MDY' };
    expect(said((await reading(field)).look)).toEqual(expected);
  });

  it('is empty while its form would send nothing of it', async () => {
    const html = ['year', 'month', 'day', 'hour', 'minute'].map((name, at) => drawn(name, `${[2026, 11, 23, 8, 0][at]}`)).join('');
    const field = { html: `${html}<input type="hidden" name="sent" value="">`, roles: all('spinbutton'), sentAs: 'sent' };
    expect(said((await reading(field)).look)).toEqual(text(''));
  });

  it.each<[string, string]>([
    ['a year of two digits', input('day', '23') + input('month', '11') + input('year', '26') + input('hour', '08') + input('minute', '00')],
    [
      'a year that is being typed',
      input('day', '23') + input('month', '11') + input('year', '202') + input('hour', '08') + input('minute', '00'),
    ],
    [
      'a day that there is not',
      input('day', '31') + input('month', '11') + input('year', '2026') + input('hour', '08') + input('minute', '00'),
    ],
    [
      'an hour that there is not',
      input('day', '23') + input('month', '11') + input('year', '2026') + input('hour', '24') + input('minute', '00'),
    ],
    ['a slip of the hand', input('day', '2e') + input('month', '11') + input('year', '2026') + input('hour', '08') + input('minute', '00')],
    [
      'day and month in each other’s place',
      input('day', '11') + input('month', '23') + input('year', '2026') + input('hour', '08') + input('minute', '00'),
    ],
  ])('%s is not as approved, and no missing control', async (_, html) => {
    expect(await verdict({ html, roles: all('textbox') })).toBe('mismatch');
  });

  it('a first digit of an hour to twelve is not as approved, and no missing control', async () => {
    const html = `${input('day', '23')}${input('month', '11')}${input('year', '2026')}${input('hour', '0')}${input('minute', '00')}${input('halfDay', 'AM')}`;
    expect(await verdict({ html, roles: all('textbox', 'halfDay') })).toBe('mismatch');
  });
});
