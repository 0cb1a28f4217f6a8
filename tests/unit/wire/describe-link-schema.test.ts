import { describe, expect, it } from 'vitest';
import type { FromDescribed } from '../../../lib/wire/describe-link.ts';
import { type fromDescribedSchema, parseFromDescribed } from '../../../lib/wire/describe-link-schema.ts';
import type { z } from '../../../lib/wire/zod.ts';

// What the schema gives and what the page is typed to send are one type: these two lines compile only then.
type Parsed = z.infer<typeof fromDescribedSchema>;
const asSent = (message: Parsed): FromDescribed => message;
const asParsed = (message: FromDescribed): Parsed => message;

const SCREEN = { recognise: { heading: { en: 'New' } }, title: 'New', region: { role: 'main' }, controls: [] };
const WAYS = [{ locator: { role: 'textbox', name: { en: 'Tenant' } }, hits: 1, isRight: true }];
const GOOD: readonly FromDescribed[] = [
  { type: 'here', pathname: '/new' },
  { type: 'gave-up' },
  { type: 'screen', screen: SCREEN, opaque: 1 },
  {
    type: 'picked',
    picked: {
      at: 'field',
      role: 'textbox',
      name: 'Tenant',
      kind: 'text',
      isRequired: true,
      options: [],
      labels: {},
      ways: WAYS,
      sentAs: ['tenant'],
      offeredBeside: ['a'],
      around: WAYS,
      unreadable: null,
      picks: [],
      screen: SCREEN,
    },
  },
  { type: 'pressed', press: { name: 'Next', role: 'button', ways: WAYS, atMs: 1, unentered: ['tenant'] } },
  { type: 'nearing', ways: WAYS },
  {
    type: 'stopped',
    form: {
      control: null,
      method: 'POST',
      url: 'https://console.example/a',
      isBodyRead: true,
      opensTab: false,
      names: ['a'],
      button: { name: 'b', value: '' },
    },
  },
  { type: 'socket', url: 'wss://console.example/live', atMs: 1 },
  {
    type: 'tried',
    tried: {
      screen: null,
      place: 'elsewhere',
      fields: [{ field: 'tenant.id', verdict: 'unreadable', isWrongCaught: true, because: 'It is not there.' }],
      around: {
        dangers: [{ kind: 'bypass', says: 'It asks.' }],
        unlisted: [{ role: 'alert', count: 1 }],
        notices: [],
        drift: [],
        lookalikes: [],
      },
      sentOtherwise: ['mode'],
      hasCommit: false,
      tenant: 'not-read',
      operator: 'unasked',
    },
  },
];

describe('what a page that is described says', () => {
  it.each(GOOD)('is heard when it fits: $type', (message) => {
    const parsed = parseFromDescribed(JSON.parse(JSON.stringify(asParsed(message))));
    expect(parsed.isParsed && asSent(parsed.value)).toEqual(message);
  });

  it.each(GOOD)('is not heard with a word more: $type', (message) => {
    expect(parseFromDescribed({ ...message, value: 'secret' }).isParsed).toBe(false);
  });

  it('calls nothing a socket that is none', () => {
    expect(parseFromDescribed({ type: 'socket', url: 'https://console.example/live', atMs: 1 }).isParsed).toBe(false);
  });

  it('brings no locator that no profile could have', () => {
    const [, , , picked] = GOOD;
    expect(JSON.stringify(picked)).toContain('textbox');
    expect(
      parseFromDescribed(JSON.parse(JSON.stringify(picked).replace('"role":"textbox","name":{"en":"Tenant"}', '"css":""'))).isParsed,
    ).toBe(false);
  });
});
