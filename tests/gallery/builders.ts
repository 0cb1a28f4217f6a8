import type { BuilderActs } from '../../components/builder/builder-acts.ts';
import type { BuilderView } from '../../lib/core/profile/builder-view.ts';
import type { Part } from '../../lib/core/profile/draft-missing.ts';

/** The builder in each of its states, on a console that does not exist. */

const parts = (states: Readonly<Partial<Record<Part['part'], readonly [Part['state'], string]>>>): readonly Part[] => {
  const nothing: Readonly<Record<Part['part'], string>> = {
    screens: 'none yet',
    fields: 'without the scope and the end of access',
    context: 'nothing names the tenant',
    notices: 'none is listed: each alert and dialog stops an execution',
    submit: 'not pressed yet',
    request: 'not seen yet',
    confirmation: 'not pointed at yet',
    exits: 'no safe way out is known',
    revoke: 'where a grant is ended is not said',
  };
  const names = ['screens', 'fields', 'context', 'notices', 'submit', 'request', 'confirmation', 'exits', 'revoke'] as const;
  return names.map((part) => {
    const [state, says] = states[part] ?? [part === 'exits' || part === 'notices' ? 'wanted' : 'to-do', nothing[part]];
    return { part, state, says };
  });
};

const PATHS: BuilderView['paths'] = [
  { path: 'administrator.objectId', says: 'Administrator, account id', isTaken: false },
  { path: 'tenant.id', says: 'Tenant, id', isTaken: true },
  { path: 'scope', says: 'Scope: which privileges', isTaken: false },
  { path: 'window.end', says: 'End of access', isTaken: false },
];

const BEGUN: BuilderView = {
  name: 'admin.support.example',
  id: 'admin.support.example',
  version: '1',
  address: 'https://admin.support.example/restore/new',
  apiOrigins: [],
  isConnected: true,
  pointingAt: null,
  says: null,
  obstacles: [],
  parts: parts({}),
  undoable: 0,
  here: { title: 'Tenant verification', isKnown: false },
  opaque: 0,
  picked: null,
  stopped: null,
  quiet: null,
  paths: PATHS,
  screens: [],
  notices: [],
  unmapped: [],
  freeNames: [],
  plain: [],
  unwatched: [],
  reviewed: null,
  confirmed: null,
  hasReference: false,
  confirmedBy: null,
  failureWords: '',
  pendingWords: '',
  exits: [],
  revokePath: '',
  practice: [],
  isTrying: false,
  tried: [],
  dryVerdict: null,
  wrongCaught: { count: 0, of: 0 },
  isWhole: false,
  faults: ['screens: it is empty', 'controls.commit: it is empty', 'requests: no request is the commit'],
};

const HALF: BuilderView = {
  ...BEGUN,
  undoable: 4,
  says: '“Tenant ID” is kept.',
  here: { title: 'Tenant verification', isKnown: true },
  parts: parts({ screens: ['done', '1 screen'], context: ['wanted', 'who is signed in: not pointed at'] }),
  screens: [
    { id: 'tenant', title: 'Tenant verification', isReview: false, fields: [{ id: 'tenant.id', label: 'Tenant ID', holds: 'Tenant, id' }] },
  ],
  practice: [{ path: 'tenant.id', says: 'Tenant, id', value: 'tnt_PRACT1' }],
};

const TRIED: BuilderView = {
  ...HALF,
  says: null,
  parts: parts({
    screens: ['done', '2 screens'],
    fields: ['done', '4 fields'],
    context: ['done', 'tenant and operator'],
    notices: ['done', '1 warning, 1 harmless'],
    submit: ['done', 'known, and stopped'],
    request: ['to-do', 'does not show “Access ends”'],
    confirmation: ['wanted', 'how it says no is not known'],
    exits: ['done', '1 way out'],
    revoke: ['done', '/grants'],
  }),
  screens: [
    ...HALF.screens,
    {
      id: 'scope',
      title: 'Temporary privilege scope',
      isReview: false,
      fields: [
        { id: 'scope', label: 'Privileges', holds: 'Scope: which privileges' },
        { id: 'children', label: 'Include child tenants', holds: 'always off' },
      ],
    },
    { id: 'review', title: 'Review', isReview: true, fields: [] },
  ],
  notices: [
    { is: 'existing-session', says: 'active emergency session' },
    { is: 'harmless', says: 'Planned maintenance' },
  ],
  unmapped: [{ field: 'window.end', label: 'Access ends' }],
  freeNames: ['csrf', 'expires_at'],
  plain: [
    { name: 'table', value: 'restorations' },
    { name: 'fields_name[multi_edit][0][column_of_the_end_of_access]', value: 'ends_at' },
    { name: 'comment', value: '' },
  ],
  unwatched: ['csrf', 'level'],
  reviewed: [
    { field: 'tenant.id', label: 'Tenant ID', isSaid: true },
    { field: 'scope', label: 'Privileges', isSaid: false },
  ],
  confirmed: [{ field: 'tenant.id', label: 'Tenant ID', isSaid: true }],
  hasReference: true,
  confirmedBy: { heading: 'Restoration granted', isUsed: true },
  exits: [{ kind: 'draft', isSafe: true }],
  revokePath: '/grants',
  isTrying: true,
  tried: [
    {
      title: 'Tenant verification',
      isReview: false,
      fields: [{ label: 'Tenant ID', verdict: 'match', isWrongCaught: true, because: null }],
      lines: [
        {
          is: 'holds',
          seen: 'Who is signed in is read, and held against nothing yet.',
          now: 'Write above what your practice account is called.',
        },
        { is: 'said', seen: 'The notice “Planned maintenance” stands here.', now: 'Its operator is asked to acknowledge it.' },
      ],
    },
    {
      title: 'Temporary privilege scope',
      isReview: false,
      fields: [
        { label: 'Privileges', verdict: 'broader', isWrongCaught: true, because: null },
        {
          label: 'Include child tenants',
          verdict: 'unreadable',
          isWrongCaught: true,
          because: 'Include child tenants shows one value but holds another.',
        },
      ],
      lines: [
        {
          is: 'halts',
          seen: 'Something speaks up here that is not listed: an alert.',
          now: 'Under “Warnings and notices”, point at it, and say whether it warns or is harmless. An execution stops until it is listed.',
        },
        {
          is: 'halts',
          seen: 'The page is not as it was described: “Region” is new and required.',
          now: 'If the page is right as it is, point at one of its controls once more: it is taken as it stands then.',
        },
        { is: 'said', seen: 'The submit stands here.', now: null },
      ],
    },
  ],
  dryVerdict: { is: 'stop', says: 'An execution would be stopped on “Temporary privilege scope”' },
  wrongCaught: { count: 1, of: 1 },
};

export const BUILDERS: Readonly<Record<string, BuilderView>> = {
  begun: { ...BEGUN, isConnected: false, here: null },
  pointing: { ...BEGUN, pointingAt: 'a control' },
  field: {
    ...HALF,
    picked: {
      is: 'field',
      control: 'textbox “Administrator object id”',
      name: 'Administrator object id',
      screen: 'Tenant verification',
      ways: [
        { says: 'textbox “Administrator object id”', grade: 'as a person would say it, proposed', isRight: true, hits: 1 },
        { says: 'label “Administrator object id”', grade: 'by its label', isRight: true, hits: 1 },
        { says: 'input[name="administrator_id"]', grade: 'weakest: breaks when it is rebuilt', isRight: true, hits: 1 },
        { says: 'test id admin', grade: 'by its test id', isRight: false, hits: 2 },
      ],
      proposed: 'administrator.objectId',
      kind: 'text',
      isList: false,
      unreadable: null,
      choices: [],
    },
  },
  box: {
    ...HALF,
    picked: {
      is: 'field',
      control: 'a listbox without a name',
      name: '',
      screen: 'Add grant',
      ways: [{ says: 'select[name="scope"]', grade: 'weakest: breaks when it is rebuilt, proposed', isRight: true, hits: 1 }],
      proposed: 'scope',
      kind: 'select',
      isList: true,
      unreadable: null,
      choices: [
        { sent: '3', says: 'Read everything' },
        { sent: '7', says: 'Restore administrators' },
      ],
    },
  },
  time: {
    ...HALF,
    picked: {
      is: 'field',
      control: 'textbox “Ends:”',
      name: 'Ends:',
      screen: 'Add grant',
      ways: [{ says: 'textbox “Ends:”', grade: 'as a person would say it, proposed', isRight: true, hits: 1 }],
      proposed: 'window.end',
      kind: 'text',
      isList: false,
      unreadable: null,
      choices: [],
    },
  },
  quiet: { ...HALF, says: null, quiet: 'Submit restoration' },
  text: {
    ...HALF,
    picked: {
      is: 'text',
      what: 'where the console says which tenant it works on',
      ways: [{ says: 'test id current-tenant', grade: 'by its test id, proposed', isRight: true, hits: 1 }],
      picks: [{ pattern: '\\(([^()]+)\\)$', says: 'what stands in brackets at the end' }],
    },
  },
  notice: {
    ...HALF,
    picked: { is: 'notice', what: 'an alert', ways: [], isByWords: true, mayBeHarmless: true, harmlessWordsMin: 8 },
  },
  'notice-in-text': {
    ...HALF,
    picked: {
      is: 'notice',
      what: 'a text of the page',
      ways: [{ says: 'p.banner', grade: 'weakest: breaks when it is rebuilt, proposed', isRight: true, hits: 1 }],
      isByWords: false,
      mayBeHarmless: false,
      harmlessWordsMin: 8,
    },
  },
  stopped: {
    ...HALF,
    stopped: {
      isSocket: false,
      what: 'You pressed “Submit restoration”',
      request: 'POST /restore, action = submit',
      names: ['csrf', 'tenant_id', 'scope[]', 'expires_at'],
      warns: null,
    },
  },
  socket: {
    ...BEGUN,
    here: { title: 'Connection failed', isKnown: false },
    stopped: {
      isSocket: true,
      what: 'The page opens a WebSocket by itself',
      request: 'a WebSocket to wss://admin.support.example/cockpit/socket',
      names: [],
      warns: null,
    },
  },
  opaque: { ...HALF, says: null, opaque: 1 },
  tried: TRIED,
  unguardable: {
    ...HALF,
    says: 'This console cannot be guarded here.',
    here: { title: 'Accounts', isKnown: false },
    screens: [],
    parts: BEGUN.parts,
    obstacles: [
      'It works over a WebSocket: its page, by itself, was about to open one to wss://admin.support.example/cockpit/socket. What is sent over it cannot be told apart, so no press can be held: each may take effect at once, and so may a mere pick.',
    ],
  },
  whole: {
    ...TRIED,
    tried: TRIED.tried.slice(0, 1).map((one) => ({ ...one, lines: [] })),
    dryVerdict: { is: 'go', says: 'Nothing on the screen would stop or hold an execution' },
    unmapped: [],
    unwatched: [],
    parts: TRIED.parts.map((one) => ({ ...one, state: 'done' })),
    isWhole: true,
    faults: [],
  },
};

export function builderActs(note: (what: string) => void): BuilderActs {
  const said = (what: string) => (one?: unknown) => note(one === undefined ? what : `${what} ${JSON.stringify(one)}`);
  return {
    onPoint: said('point'),
    onPointAgain: said('point-again'),
    onRest: said('rest'),
    onNameField: said('name-field'),
    onNameText: said('name-text'),
    onNameNotice: said('name-notice'),
    onDropNotice: said('drop-notice'),
    onLetGo: said('let-go'),
    onDropField: said('drop-field'),
    onTake: said('take'),
    onAnswer: said('answer'),
    onForgetStopped: said('forget-stopped'),
    onLoosen: said('loosen'),
    onLetChange: said('let-change'),
    onConfirmedBy: said('confirmed-by'),
    onMap: said('map'),
    onSayExit: said('say-exit'),
    onSayText: said('say-text'),
    onAddApi: said('add-api'),
    onObstacle: said('obstacle'),
    onPractice: said('practice'),
    onTry: said('try'),
    onSavedPage: said('saved-page'),
    onUndo: said('undo'),
    onExport: said('export-draft'),
    onKeep: said('keep'),
    onEnd: said('end'),
  };
}
