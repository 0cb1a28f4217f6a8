import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Look } from '../../lib/core/compare/reading.ts';
import { consolePage } from './fixtures/console-page.ts';
import { openStage, type Stage, soon } from './harness.ts';
import { benchProfile, code, type FieldParts, named, SCOPES, set, text } from './one-field.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterEach(() => stage.clear());
afterAll(() => stage.close());

async function reading(fields: string, parts: FieldParts) {
  const { look } = await stage.open({ html: consolePage({ title: 'Bench', fields }), profile: benchProfile(parts) });
  return (await look()).readings[0];
}
const read = async (fields: string, parts: FieldParts): Promise<Look | undefined> => (await reading(fields, parts))?.look;

/** A field that its form sends under a name of its own, beside the control. */
async function readSent(fields: string, parts: FieldParts): Promise<Look | undefined> {
  const profile = benchProfile(parts);
  const requests = profile.requests
    .filter((one) => one.class === 'commit')
    .map((one) => ({ ...one, body: { encoding: 'urlencoded', fields: { 'tenant.id': 'sent' }, others: [] } as const }));
  const { look } = await stage.open({ html: consolePage({ title: 'Bench', fields }), profile: { ...profile, requests } });
  return (await look()).readings[0]?.look;
}

const said = (look: Look | undefined) => (look?.isReadable === true ? look : code(look));

const TORN = 'reading-contradicts-itself';
const ONE = '8b1f0c2e-5a1d-4a53-9f0e-2f7d1c3a9e77';
const OTHER = '11111111-5a1d-4a53-9f0e-2f7d1c3a9e77';

const drawnList = (shown: string) => `<div role="combobox" aria-label="It" tabindex="0">${shown}</div>`;
const DRAWN = (['year', 'month', 'day', 'hour', 'minute'] as const)
  .map(
    (name, at) =>
      `<span role="spinbutton" aria-label="${name}" aria-valuenow="${[2026, 11, 23, 8, 0][at]}">${[2026, 11, 23, 8, 0][at]}</span>`,
  )
  .join('');
const SEGMENTS = Object.fromEntries(
  (['year', 'month', 'day', 'hour', 'minute'] as const).map((name) => [name, { role: 'spinbutton', name: { en: name } }]),
);

describe('a control is read as it would be sent, or not at all', () => {
  it.each<[string, string, FieldParts, Look | string]>([
    [
      'a twin that only says it is switched off is sent all the same',
      '<label>It <input name="tenant_id" value="a"></label><input type="hidden" name="tenant_id" value="b" aria-disabled="true">',
      { kind: 'text', locator: named('textbox') },
      TORN,
    ],
    [
      'a control that only says it is switched off is sent all the same',
      '<label>It <input name="tenant_id" value="a" aria-disabled="true" readonly></label>',
      { kind: 'text', locator: named('textbox') },
      text('a'),
    ],
    [
      'radios of another form are none of this one',
      '</form><form><label><input type="radio" name="r" value="tenant.read" checked>Other</label></form><form method="post"><label>It <input type="radio" name="r" value="tenant.read"></label><label><input type="radio" name="r" value="tenant.write">tenant.write</label>',
      { kind: 'radio', locator: named('radio') },
      text(''),
    ],
    [
      'radios of another form that are on do not matter',
      '<label>It <input type="radio" name="r" value="tenant.read" checked></label></form><form><label><input type="radio" name="r" value="x" checked>Other</label>',
      { kind: 'radio', locator: named('radio') },
      text('tenant.read'),
    ],
    [
      'a list that shows one identifier and sends another',
      `<label>It <select name="v"><option value="${OTHER}" selected>${ONE}</option></select></label>`,
      { kind: 'select', locator: named('combobox') },
      TORN,
    ],
    [
      'a list of a kit that shows one identifier and sends another',
      `<div><div role="combobox" aria-label="It" tabindex="0">${ONE}</div><input type="hidden" name="v" value="${OTHER}"></div>`,
      { kind: 'combobox', locator: named('combobox') },
      TORN,
    ],
    [
      'a choice without a value is none',
      '<label>It <select name="v"><option value="" selected>tnt_7Q2K94</option></select></label>',
      { kind: 'select', locator: named('combobox') },
      text(''),
    ],
    [
      'what stands in a list before anything is chosen is no member of a set',
      '<label>It <select name="v"><option value="" selected>Choose…</option><option value="tenant.read">tenant.read</option></select></label>',
      { kind: 'select', locator: named('combobox'), compare: 'set', options: SCOPES },
      set(),
    ],
    [
      'a list whose values are a framework’s own keys',
      '<label>It <select><option value="0: null"></option><option value="1: Object" selected>tenant.read</option></select></label>',
      { kind: 'select', locator: named('combobox'), options: SCOPES },
      text('tenant.read'),
    ],
    [
      'a list of a kit that hides its native one inside and shows something else',
      '<div role="combobox" aria-label="It" tabindex="0">all-tenants<select name="v" hidden><option selected>tenant.read</option></select></div>',
      { kind: 'combobox', locator: named('combobox'), options: SCOPES },
      TORN,
    ],
    [
      'a list of a kit that hides its native one inside and shows the same',
      '<div role="combobox" aria-label="It" tabindex="0">tenant.read<select name="v" hidden><option selected>tenant.read</option></select></div>',
      { kind: 'combobox', locator: named('combobox'), options: SCOPES },
      text('tenant.read'),
    ],
    [
      'a switch whose state is no word that there is',
      '<div role="switch" aria-checked="1" tabindex="0">It</div>',
      { kind: 'switch', locator: named('switch'), compare: 'constant' },
      'control-unreadable',
    ],
    [
      'a switch whose state is written in capitals',
      '<div role="switch" aria-checked="TRUE" tabindex="0">It</div>',
      { kind: 'switch', locator: named('switch'), compare: 'constant' },
      text('on'),
    ],
    [
      'a wrapper that says nothing of the box in it',
      '<div role="checkbox" aria-label="It" tabindex="0"><input type="checkbox" name="c" checked></div>',
      { kind: 'checkbox', locator: named('checkbox'), compare: 'constant' },
      text('on'),
    ],
    [
      'a text that is broken into lines as it is sent',
      '<label>It <textarea name="tenant_id" cols="5" wrap="hard" style="font:10px monospace">one two three four</textarea></label>',
      { kind: 'text', locator: named('textbox') },
      TORN,
    ],
    [
      'a tag that is typed and not entered, beside one that is',
      '<div><span>all-tenants</span><input role="combobox" aria-label="It" value="tenant.read"></div>',
      { kind: 'tags', locator: named('combobox'), compare: 'set', options: SCOPES },
      'not a match',
    ],
    [
      'a group that says it has more choices than are on the page',
      `<fieldset><legend>It</legend><label><input type="checkbox" value="tenant.read" aria-setsize="40" aria-posinset="1" checked>tenant.read</label></fieldset>`,
      { kind: 'checkbox-set', locator: named('group'), compare: 'set', options: SCOPES },
      'control-unreadable',
    ],
    [
      'a month in a list that counts its months from nought',
      `<div role="group" aria-label="It"><input type="hidden" name="x"><select aria-label="year"><option selected>2026</option></select><select aria-label="month"><option value="10">November</option><option value="11" selected>December</option></select><select aria-label="day"><option selected>23</option></select><select aria-label="hour"><option selected>08</option></select><select aria-label="minute"><option selected>00</option></select></div>`,
      {
        kind: 'datetime',
        locator: named('group'),
        compare: 'instant',
        packet: 'window.end',
        segments: Object.fromEntries(
          (['year', 'month', 'day', 'hour', 'minute'] as const).map((name) => [name, { role: 'combobox', name: { en: name } }]),
        ),
        zone: { fixed: 'Europe/Berlin' },
      },
      TORN,
    ],
    [
      'an amount whose unit shows one word and sends another',
      '<input type="number" aria-label="It" value="4"><select aria-label="Unit"><option value="d" selected>hours</option></select>',
      {
        kind: 'number',
        locator: named('spinbutton'),
        compare: 'instant',
        packet: 'window.end',
        segments: { amount: named('spinbutton'), unit: { role: 'combobox', name: { en: 'Unit' } } },
        zone: { fixed: 'UTC' },
      },
      TORN,
    ],
    [
      'a box of what was chosen that says it has more items than are on the page',
      '<ul role="listbox" aria-label="It"><li role="option" aria-setsize="9">tenant.read</li></ul>',
      { kind: 'transfer', locator: named('listbox'), compare: 'set', options: SCOPES },
      'control-unreadable',
    ],
    [
      'a box of what was chosen that says that nobody knows how many items it has',
      '<ul role="listbox" aria-label="It"><li role="option" aria-setsize="-1">tenant.read</li></ul>',
      { kind: 'transfer', locator: named('listbox'), compare: 'set', options: SCOPES },
      'control-unreadable',
    ],
    [
      'a box of what was chosen that says how many items it has',
      '<ul role="listbox" aria-label="It"><li role="option" aria-setsize="2">tenant.read</li><li role="option" aria-setsize="2">tenant.write</li></ul>',
      { kind: 'transfer', locator: named('listbox'), compare: 'set', options: SCOPES },
      set('tenant.read', 'tenant.write'),
    ],
    [
      'a box of what was chosen as a list',
      '<ul aria-label="It"><li>tenant.read</li><li hidden>tenant.write</li></ul>',
      { kind: 'transfer', locator: named('list'), compare: 'set', options: SCOPES },
      set('tenant.read'),
    ],
    [
      'a tag that is being typed beside one that is held',
      '<div><span>tenant.read</span><input type="hidden" name="v" value="tenant.read"><input role="combobox" aria-label="It" value="ten"></div>',
      { kind: 'tags', locator: named('combobox'), compare: 'set', options: SCOPES },
      set('tenant.read'),
    ],
    [
      'a tag that is sent as the profile says of it',
      '<div><span>Read it</span><input type="hidden" name="v" value="READ"><input role="combobox" aria-label="It"></div>',
      {
        kind: 'tags',
        locator: named('combobox'),
        compare: 'set',
        options: SCOPES,
        labels: { 'tenant.read': { en: 'Read it' } },
        sends: { 'tenant.read': 'READ' },
      },
      set('tenant.read'),
    ],
    [
      'a tag that sends a sign nobody sees besides',
      '<div><span>tenant.read</span><input type="hidden" name="v" value="tenant.read&#xFEFF;"><input role="combobox" aria-label="It"></div>',
      { kind: 'tags', locator: named('combobox'), compare: 'set', options: SCOPES },
      set('tenant.read\uFEFF'),
    ],
    [
      'a tag that is written into a plain field with a sign nobody sees',
      '<label>It <input value="x.read&#xFEFF;, tenant.read"></label>',
      { kind: 'tags', locator: named('textbox'), compare: 'set', options: SCOPES },
      set('x.read\uFEFF', 'tenant.read'),
    ],
    [
      'a list that shows an identifier and sends a sign nobody sees besides',
      `<label>It <select name="v"><option value="${ONE}&#xFEFF;" selected>${ONE}</option></select></label>`,
      { kind: 'select', locator: named('combobox') },
      text(`${ONE}\uFEFF`),
    ],
    [
      'a key with a sign that nobody sees is another one',
      '<label>It <select name="v"><option value="7&nbsp;" selected>tenant.read</option></select></label>',
      { kind: 'select', locator: named('combobox'), options: SCOPES, sends: { 'tenant.read': '7' } },
      TORN,
    ],
    [
      'tags that are written into one plain field',
      '<div><label>It <input value="tenant.read, tenant.write"></label><p>With commas between.</p></div>',
      { kind: 'tags', locator: named('textbox'), compare: 'set', options: SCOPES },
      set('tenant.read', 'tenant.write'),
    ],
    [
      'a choice that says that access does not end is said, although it sends nothing',
      '<label>It <select name="v"><option value="" selected>Never</option><option value="4">4 hours</option></select></label>',
      { kind: 'select', locator: named('combobox'), compare: 'instant', packet: 'window.end', zone: { fixed: 'UTC' } },
      text('Never'),
    ],
    [
      'a number that shows one and says another',
      '<div role="spinbutton" aria-label="It" aria-valuenow="4" tabindex="0">400</div>',
      { kind: 'number', locator: named('spinbutton') },
      TORN,
    ],
    [
      'an option that is shown under another label',
      '<label>It <select name="v"><option value="tenant.write" label="tenant.read" selected>tenant.write</option></select></label>',
      { kind: 'select', locator: named('combobox'), options: SCOPES },
      TORN,
    ],
    [
      'an option with a key that is shown under another label',
      '<label>It <select name="v"><option value="1" label="tenant.read" selected>tenant.write</option></select></label>',
      { kind: 'select', locator: named('combobox'), options: SCOPES },
      text('tenant.read'),
    ],
    [
      'an option with a key, of which another one has the name',
      '<label>It <select name="v"><optgroup label="This tenant"><option value="1">tenant.read</option></optgroup><optgroup label="All tenants"><option value="2" selected>tenant.read</option></optgroup></select></label>',
      { kind: 'select', locator: named('combobox'), options: SCOPES },
      'control-unreadable',
    ],
    [
      'an option that tells itself by what it sends, of which another one has the name',
      '<label>It <select name="v"><option value="a.admin">Admin</option><option value="b.admin" selected>Admin</option></select></label>',
      { kind: 'select', locator: named('combobox') },
      text('b.admin'),
    ],
    [
      'a radio with a key, of which another one has the name',
      '<fieldset><legend>It</legend><label><input type="radio" name="r" value="1">tenant.read</label><label><input type="radio" name="r" value="2" checked>tenant.read</label></fieldset>',
      { kind: 'radio', locator: named('group'), options: SCOPES },
      'control-unreadable',
    ],
    [
      'a radio that a kit draws, of which another one has the name',
      '<div role="radiogroup" aria-label="It"><span role="radio" aria-checked="true">tenant.read</span><span role="radio" aria-checked="false">tenant.read</span></div>',
      { kind: 'radio', locator: named('radiogroup'), options: SCOPES },
      'control-unreadable',
    ],
    [
      'boxes in a table that says it has more rows than are on the page',
      '<div role="group" aria-label="It"><div role="grid" aria-rowcount="500"><div role="row"><span role="checkbox" aria-checked="true" aria-label="tenant.read"></span></div></div></div>',
      { kind: 'checkbox-set', locator: named('group'), compare: 'set', options: SCOPES },
      'control-unreadable',
    ],
    [
      'boxes in a table that says how many rows it has',
      '<table aria-label="It" role="grid" aria-rowcount="2"><tr><th>Role</th></tr><tr><td><span role="checkbox" aria-checked="true" aria-label="tenant.read"></span></td></tr></table>',
      { kind: 'checkbox-set', locator: named('grid'), compare: 'set', options: SCOPES },
      set('tenant.read'),
    ],
    [
      'an open list that a kit draws, with several choices',
      '<ul role="listbox" aria-label="It" aria-multiselectable="true"><li role="option" aria-selected="true">tenant.read</li><li role="option" aria-selected="false">all-tenants</li><li role="option" aria-selected="true">tenant.write</li></ul>',
      { kind: 'combobox', locator: named('listbox'), compare: 'set', options: SCOPES },
      set('tenant.read', 'tenant.write'),
    ],
    [
      'an open list that a kit draws, with one choice',
      '<ul role="listbox" aria-label="It"><li role="option" aria-selected="true">tenant.read</li><li role="option">tenant.write</li></ul>',
      { kind: 'combobox', locator: named('listbox'), options: SCOPES },
      text('tenant.read'),
    ],
    [
      'an open list that a kit draws, in which nothing is chosen',
      '<ul role="listbox" aria-label="It"><li role="option">tenant.read</li></ul>',
      { kind: 'combobox', locator: named('listbox'), compare: 'set', options: SCOPES },
      set(),
    ],
    [
      'an open list that a kit draws, of which a choice out of sight is chosen',
      '<ul role="listbox" aria-label="It"><li role="option" aria-selected="true">tenant.read</li><li role="option" aria-selected="true" aria-label="all-tenants" hidden></li></ul>',
      { kind: 'combobox', locator: named('listbox'), compare: 'set', options: SCOPES },
      set('tenant.read', 'all-tenants'),
    ],
    [
      'an open list that a kit draws, and something else in its hidden input',
      '<div><ul role="listbox" aria-label="It"><li role="option" aria-selected="true">tenant.read</li><li role="option">all-tenants</li></ul><input type="hidden" name="v" value="all-tenants"></div>',
      { kind: 'combobox', locator: named('listbox'), compare: 'set', options: SCOPES },
      TORN,
    ],
    [
      'an open list that a kit draws, with a choice that says two things',
      '<ul role="listbox" aria-label="It"><li role="option" aria-selected="true" aria-checked="false">tenant.read</li></ul>',
      { kind: 'combobox', locator: named('listbox'), compare: 'set', options: SCOPES },
      TORN,
    ],
    [
      'an open list that a kit draws, with more choices than are on the page',
      '<ul role="listbox" aria-label="It"><li role="option" aria-setsize="40" aria-selected="true">tenant.read</li></ul>',
      { kind: 'combobox', locator: named('listbox'), compare: 'set', options: SCOPES },
      'control-unreadable',
    ],
    [
      'tags of which only the first are shown',
      '<div><span class="tag">tenant.read</span><span>+2</span><input role="combobox" aria-label="It"></div>',
      { kind: 'tags', locator: named('combobox'), compare: 'set', options: SCOPES, items: { css: '.tag' } },
      'control-unreadable',
    ],
    ...(
      [
        ['in a button', '<button type="button">2 more</button>', 'control-unreadable'],
        ['in a button, in another language', '<button type="button">2 weitere anzeigen</button>', 'control-unreadable'],
        ['as text', '<span>and 2 more</span>', 'control-unreadable'],
        ['nowhere', '<button type="button">Clear</button><span>Up to 5</span>', set('tenant.read')],
      ] as const
    ).map(([where, more, expected]): [string, string, FieldParts, Look | string] => [
      `tags that say ${where} how many there are besides`,
      `<div><span role="button"><span class="tag">tenant.read</span> 1</span>${more}<input role="combobox" aria-label="It"></div>`,
      { kind: 'tags', locator: named('combobox'), compare: 'set', options: SCOPES, items: { css: '.tag' } },
      expected,
    ]),
    [
      'a list that is drawn, of which a button says that more is chosen',
      '<div><div role="combobox" aria-label="It" tabindex="0">tenant.read</div><button type="button">2 more</button></div>',
      { kind: 'combobox', locator: named('combobox'), compare: 'set', options: SCOPES },
      'control-unreadable',
    ],
    ...(
      [
        ['40 hours', '4', TORN],
        ['1,000', '4', TORN],
        ['4 hours', '4', text('4')],
        ['1,000', '1000', text('1000')],
        ['4,50', '4.5', text('4.5')],
        ['4 of 24', '4', text('4')],
        ['', '4', text('4')],
      ] as const
    ).map(([shown, now, expected]): [string, string, FieldParts, Look | string] => [
      `a number that a kit draws as “${shown}” and calls ${now}`,
      `<div role="spinbutton" aria-label="It" aria-valuenow="${now}" tabindex="0">${shown}</div>`,
      { kind: 'number', locator: named('spinbutton') },
      expected,
    ]),
    [
      'a switch that a kit draws and that says nothing of itself',
      '<div role="switch" tabindex="0">It</div>',
      { kind: 'switch', locator: named('switch') },
      'control-unreadable',
    ],
    [
      'a control in a list of suggestions is not sent',
      '<datalist><label>It <input name="tenant_id" value="a"></label></datalist>',
      { kind: 'text', locator: named('textbox') },
      'not readable',
    ],
  ])('%s', async (_, fields, parts, expected) => {
    const look = await read(fields, parts);
    if (expected === 'not a match') expect(look).not.toEqual(set('tenant.read'));
    else if (expected === 'not readable') expect(look?.isReadable).toBe(false);
    else expect(said(look)).toEqual(expected);
  });

  it.each<[string, string, Partial<FieldParts>, Look | string]>([
    [
      'where the control says so',
      '<button type="button" role="combobox" aria-label="It" data-placeholder="">Pick one</button>',
      {},
      text(''),
    ],
    [
      'where what it shows says so',
      '<div role="combobox" aria-label="It" tabindex="0"><span data-placeholder="true">Pick one</span></div>',
      {},
      text(''),
    ],
    ['where the profile says so', drawnList('Choose …'), {}, text('')],
    ['where the profile says so, of several choices', drawnList('Choose …'), { compare: 'set' }, text('')],
    [
      'where the profile says so, of a list that sends a number for it',
      '<label>It <select name="v"><option value="0" selected>Choose …</option><option value="1">tenant.read</option></select></label>',
      { kind: 'select', locator: named('combobox') },
      text(''),
    ],
    ['but not with other words', drawnList('All tenants'), {}, text('All tenants')],
    ['but not with more words', drawnList('Choose … all-tenants'), { compare: 'set' }, set('Choose … all-tenants')],
    [
      'but not where it says so and shows a choice',
      '<button type="button" role="combobox" aria-label="It" data-placeholder="">all-tenants</button>',
      {},
      text('all-tenants'),
    ],
    ['but not where more is sent', `<div>${drawnList('Choose …')}<input type="hidden" name="v" value="all-tenants"></div>`, {}, TORN],
    [
      'but not where it says so and more is sent',
      '<div><button type="button" role="combobox" aria-label="It" data-placeholder="">Pick one</button><input type="hidden" name="v" value="all-tenants"></div>',
      {},
      TORN,
    ],
  ])('a list that only asks for a choice holds none, %s', async (_, fields, parts, expected) => {
    const asked = { prompt: { en: 'Choose …' }, options: SCOPES };
    expect(said(await read(fields, { kind: 'combobox', locator: named('combobox'), ...asked, ...parts }))).toEqual(expected);
  });

  it('a time in words is one in digits, whatever it is entered in', async () => {
    const field = { kind: 'text', locator: named('textbox'), compare: 'instant', packet: 'window.end', zone: { fixed: 'UTC' } } as const;
    expect(await read('<label>It <input name="v" value="3 August 2026 14:00"></label>', field)).toEqual(text('2026-08-03T14:00'));
  });

  it.each<[string, string, FieldParts, Look | string]>([
    [
      'a number that a kit draws, beside another one that is sent',
      '<div role="spinbutton" aria-label="It" aria-valuenow="4" tabindex="0">4</div><input type="hidden" name="sent" value="400">',
      { kind: 'number', locator: named('spinbutton') },
      TORN,
    ],
    [
      'a list of people, of whom each is sent as an identifier',
      `<label>It <select name="sent"><option value="${ONE}" selected>Ada Admin</option></select></label>`,
      { kind: 'select', locator: named('combobox') },
      text(ONE),
    ],
    [
      'a list of identifiers, of which each is sent as a key of another kind',
      `<label>It <select name="other"><option value="7" selected>${ONE}</option></select></label>`,
      { kind: 'select', locator: named('combobox') },
      text(ONE),
    ],
    [
      'a number that a kit draws, beside the same one',
      '<div role="spinbutton" aria-label="It" aria-valuenow="4" tabindex="0">4</div><input type="hidden" name="sent" value="4">',
      { kind: 'number', locator: named('spinbutton') },
      text('4'),
    ],
    [
      'a time that is shown in the zone of the console and sent in another one',
      `<div role="group" aria-label="It">${DRAWN}</div><input type="hidden" name="sent" value="2026-11-23T08:00:00Z">`,
      {
        kind: 'datetime',
        locator: named('group'),
        compare: 'instant',
        packet: 'window.end',
        segments: SEGMENTS,
        zone: { fixed: 'Europe/Berlin' },
      },
      text('2026-11-23T08:00:00Z'),
    ],
    [
      'a time of which more is sent than is shown',
      `<div role="group" aria-label="It">${DRAWN}</div><input type="hidden" name="sent" value="2026-11-23T08:00:59">`,
      {
        kind: 'datetime',
        locator: named('group'),
        compare: 'instant',
        packet: 'window.end',
        segments: SEGMENTS,
        zone: { fixed: 'Europe/Berlin' },
      },
      text('2026-11-23T08:00:59'),
    ],
    [
      'a time with the zone behind it',
      `<div role="group" aria-label="It">${DRAWN}</div><input type="hidden" name="sent" value="2026-11-23T08:00:00+01:00[Europe/Berlin]">`,
      {
        kind: 'datetime',
        locator: named('group'),
        compare: 'instant',
        packet: 'window.end',
        segments: SEGMENTS,
        zone: { fixed: 'Europe/Berlin' },
      },
      text('2026-11-23T08:00:00+01:00'),
    ],
    [
      'a time with plain seconds',
      `<div role="group" aria-label="It">${DRAWN}</div><input type="hidden" name="sent" value="2026-11-23T08:00:00">`,
      {
        kind: 'datetime',
        locator: named('group'),
        compare: 'instant',
        packet: 'window.end',
        segments: SEGMENTS,
        zone: { fixed: 'Europe/Berlin' },
      },
      text('2026-11-23T08:00'),
    ],
    [
      'a date that is shown under a name of its own, and sent under another one',
      '<label>It <input name="shown" value="23 November 2026 08:00"></label><input type="hidden" name="sent" value="2026-11-23T08:00">',
      { kind: 'datetime', locator: named('textbox'), compare: 'instant', packet: 'window.end', zone: { fixed: 'Europe/Berlin' } },
      text('2026-11-23T08:00'),
    ],
    [
      'a date in native lists that are sent as one',
      `<div role="group" aria-label="It">${(['year', 'month', 'day', 'hour', 'minute'] as const)
        .map((name, at) => `<select aria-label="${name}"><option selected>${[2026, 11, 23, '08', '00'][at]}</option></select>`)
        .join('')}</div><input type="hidden" name="sent" value="2026-11-23T08:00">`,
      {
        kind: 'datetime',
        locator: named('group'),
        compare: 'instant',
        packet: 'window.end',
        segments: Object.fromEntries(
          (['year', 'month', 'day', 'hour', 'minute'] as const).map((name) => [name, { role: 'combobox', name: { en: name } }]),
        ),
        zone: { fixed: 'Europe/Berlin' },
      },
      text('2026-11-23T08:00'),
    ],
  ])('%s (sent)', async (_, fields, parts, expected) => {
    const look = await readSent(fields, parts);
    expect(said(look)).toEqual(expected);
  });

  it('finds a file that was chosen in a frame', async () => {
    const profile = benchProfile({ kind: 'file', locator: { label: { en: 'It' } }, compare: 'references' });
    const html = consolePage({ title: 'Bench', beside: '<iframe src="/inner"></iframe>' });
    const room = await stage.open({ html, pages: { '/inner': '<label>It <input type="file"></label>' }, profile });
    const file = { name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('a') };
    await room.page.frameLocator('iframe').getByLabel('It').setInputFiles(file);
    await room.look();
    await soon(async () => JSON.stringify((await room.look()).readings[0]?.look)).toContain('sha256:');
  });
});
