import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inconsistencies } from '../../../../lib/core/profile/consistency.ts';
import type { BodySpec, FieldSpec, Profile, RequestClass } from '../../../../lib/core/profile/profile.ts';
import { parseProfile } from '../../../../lib/wire/profile-schema.ts';

function shipped(): Profile {
  const parsed = parseProfile(JSON.parse(readFileSync(new URL('../../../../public/profiles/range-spa.json', import.meta.url), 'utf8')));
  if (!parsed.isParsed) throw new Error(parsed.where);
  return parsed.value;
}

const SPA = shipped();
const COMMIT = SPA.requests.find((one) => one.class === 'commit');

/** What is said of a profile that has another class of requests beside its commit. */
function beside(change: Partial<RequestClass>): readonly string[] {
  if (COMMIT === undefined) throw new Error('no commit');
  const other: RequestClass = { ...COMMIT, class: 'free', body: null, bodyKey: null, exit: null, by: null, ...change };
  return inconsistencies({ ...SPA, requests: [other, ...SPA.requests] }).map(({ because }) => because);
}

const TOLD = ['another class cannot be told apart from it'];

describe('classes of requests', () => {
  it('are refused where one of any segment is the commit as well: what it lets through would be the commit', () => {
    expect(COMMIT?.url).toBe('/v1/restorations');
    expect(beside({ url: '/v1/{id}' })).toEqual(TOLD);
    expect(beside({ url: '/{id}/restorations' })).toEqual(TOLD);
    expect(beside({ url: '/{id}/{id}', class: 'step' })).toContain(TOLD[0]);
  });

  it('are let be where they cannot meet', () => {
    for (const url of ['/v1/{id}/search', '/{id}', '/v2/{id}', '/v1/restorations/{id}']) expect(beside({ url })).toEqual([]);
    expect(beside({ url: '/v1/{id}', methods: ['PATCH'] })).toEqual([]);
  });

  it('may overlap where both are let through, or held, alike', () => {
    const free = (url: string): RequestClass => ({
      class: 'free',
      origin: SPA.where.startUrl.replace(/^(https?:\/\/[^/]+).*/, '$1'),
      methods: ['POST'],
      url,
      bodyKey: null,
      body: null,
      exit: null,
    });
    expect(inconsistencies({ ...SPA, requests: [...SPA.requests, free('/searches/{id}'), free('/searches/mine')] })).toEqual([]);
  });
});

describe('what a list shows while nothing is chosen', () => {
  const faults = (id: string, prompt: string) => {
    const screens = SPA.screens.map((one) => ({
      ...one,
      fields: one.fields.map((field) => (field.id === id ? { ...field, prompt: { en: prompt } } : field)),
    }));
    return inconsistencies({ ...SPA, screens }).map(({ path, because }) => [path.at(-1), because]);
  };
  const TAKEN = [['prompt', 'it is one of the choices']];

  it('is no choice, and no end that never comes: what is there must not be taken for missing', () => {
    expect(faults('scope', 'Choose …')).toEqual([]);
    expect(faults('scope', ' tenant.admin.restore ')).toEqual(TAKEN);
    expect(faults('window.end', 'Never')).toEqual(TAKEN);
  });
});

describe('a confirmation', () => {
  it('is refused where a screen of the request looks the same: each would be taken for a yes', () => {
    const [first] = SPA.screens;
    if (first === undefined) throw new Error('no screen');
    const { success } = SPA.confirmation;
    const taken = { ...SPA, confirmation: { ...SPA.confirmation, success: { ...success, recognise: first.recognise } } };
    expect(inconsistencies(taken)).toEqual([
      { path: ['confirmation', 'success', 'recognise'], because: `the screen “${first.title}” is recognised by the same` },
    ]);
    expect(inconsistencies(SPA)).toEqual([]);
  });
});

describe('a time', () => {
  it('is refused in a zone that nobody knows: it would never be read', () => {
    const zoned = (fixed: string): Profile => ({
      ...SPA,
      screens: SPA.screens.map((screen) => ({
        ...screen,
        fields: screen.fields.map((field) => (field.compare === 'instant' ? { ...field, zone: { fixed } } : field)),
      })),
    });
    expect(inconsistencies(zoned('Europe/Berlin'))).toEqual([]);
    expect(inconsistencies(zoned('Berlin'))[0]).toMatchObject({ path: ['screens', expect.any(Number), 'fields', 0, 'zone', 'fixed'] });
  });
});

describe('a field of a file', () => {
  const END = SPA.screens.flatMap(({ fields }) => fields).find(({ id }) => id === 'window.end');
  const withFile = (encoding: BodySpec['encoding']): Profile => {
    if (END === undefined) throw new Error('no field');
    const packet: FieldSpec = { ...END, id: 'packet', kind: 'file', approved: { packet: 'approvalEvidence' }, compare: 'references' };
    return {
      ...SPA,
      screens: SPA.screens.map((one, at) => (at === 0 ? { ...one, fields: [...one.fields, packet] } : one)),
      requests: SPA.requests.map((one) =>
        one.body === null ? one : { ...one, body: { ...one.body, encoding, fields: { ...one.body.fields, packet: 'packet' } } },
      ),
    };
  };

  it('is refused where a form sends it: the browser does not show which file that is', () => {
    const at = SPA.requests.flatMap((one, index) => (one.body === null ? [] : [index]));
    expect(inconsistencies(withFile('urlencoded'))).toEqual(
      at.map((index) => ({ path: ['requests', index, 'body', 'fields', 'packet'], because: expect.stringContaining('does not show') })),
    );
  });

  it('is let be where the body says its digest itself', () => {
    expect(inconsistencies(withFile('json'))).toEqual([]);
  });
});
