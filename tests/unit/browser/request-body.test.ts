import { describe, expect, it } from 'vitest';
import { readBody } from '../../../lib/browser/request-body.ts';

const bytesOf = (text: string): ArrayBuffer => new TextEncoder().encode(text).buffer;
const sent = (...parts: readonly string[]) => readBody({ raw: parts.map((part) => ({ bytes: bytesOf(part) })) });

describe('what a page sends as JSON', () => {
  it('is read by pointers, also when the browser gives it in pieces', () => {
    expect(sent('{"tenant":{"id":"tnt', '_1"},"scope":["a","b"],"a/b":1,"end":null}')).toEqual({
      '/tenant/id': ['tnt_1'],
      '/scope': ['a', 'b'],
      '/a~1b': ['1'],
      '/end': [],
    });
  });

  it.each([
    ['a key twice: the console may go by the first', '{"tenant":"tnt_2","tenant":"tnt_1"}'],
    ['a key twice, deeper, and spelt otherwise', '{"packet":{"tenant":"tnt_2","ten\\u0061nt":"tnt_1"}}'],
    ['half an object', '{"tenant":'],
    ['a list of objects', '{"scope":[{"id":"a"}]}'],
    ['something else than JSON', 'tenant=tnt_1'],
  ])('is not read with %s', (_, text) => {
    expect(sent(text)).toBeNull();
  });

  it('is not read where the browser keeps it back', () => {
    expect(readBody(undefined)).toBeNull();
    expect(readBody({ error: 'Unknown error.' })).toBeNull();
    expect(readBody({ raw: [{ file: 'body.bin' }] })).toBeNull();
    expect(readBody({ raw: [{ bytes: Uint8Array.of(0x22, 0xff, 0x22).buffer }] })).toBeNull();
  });

  it('hides no name behind an empty object', () => {
    expect(Object.keys(sent('{"tenant": "right", "unlimited": {}}') ?? {})).toEqual(['/tenant', '/unlimited']);
    expect(sent('{}')).toEqual({});
  });
});

describe('what a page sends as a form', () => {
  it('is not read where a name is one that JavaScript takes for something else', () => {
    expect(readBody({ formData: JSON.parse('{"tenant": ["right"], "__proto__": ["x"]}') })).toBeNull();
  });
});
