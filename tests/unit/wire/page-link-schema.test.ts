import { describe, expect, it } from 'vitest';
import type { PageReport } from '../../../lib/core/compare/page-report.ts';
import type { Reading } from '../../../lib/core/compare/reading.ts';
import { LIMITS } from '../../../lib/wire/limits.ts';
import type { FromPage } from '../../../lib/wire/page-link.ts';
import { type fromPageSchema, parseFromPage } from '../../../lib/wire/page-link-schema.ts';
import type { z } from '../../../lib/wire/zod.ts';

// What the schema gives and what the page room is typed to send are one type: these two lines compile only then.
type Parsed = z.infer<typeof fromPageSchema>;
const asSent = (message: Parsed): FromPage => message;
const asParsed = (message: FromPage): Parsed => message;

const READING: Reading = {
  field: 'tenant-id',
  screen: 'tenant',
  source: 'live',
  document: 'doc-1',
  readAtMs: 1,
  look: { isReadable: true, value: { kind: 'text', text: 'tnt_7Q2K94' } },
  zone: null,
  changedBy: 'hand',
};
const UNREADABLE: Reading = {
  ...READING,
  field: 'scope',
  look: { isReadable: false, reason: { code: 'locator-ambiguous', subject: 'scope', details: { field: 'Privileges', count: '2' } } },
};
const REPORT: PageReport = {
  document: 'doc-1',
  atMs: 1,
  place: 'screen',
  screen: 'tenant',
  readings: [READING, UNREADABLE, { ...READING, look: { isReadable: true, value: { kind: 'set', items: ['a', 'b'] } } }],
  context: { tenant: 'tnt_7Q2K94', operator: null },
  dangers: [{ kind: 'bypass', says: 'A bypass is offered.' }],
  unlisted: [{ role: 'dialog', count: 1 }],
  notices: ['Maintenance tonight.'],
  drift: [],
  hasCommit: false,
  lookalikes: [],
  isTyping: false,
  isLoading: false,
  reference: null,
};
const MESSAGES: readonly FromPage[] = [
  { type: 'hello', isLate: false },
  { type: 'report', report: REPORT },
  { type: 'seen', request: 'r-1', report: REPORT },
  { type: 'intent', control: 'step', report: REPORT },
  {
    type: 'press',
    press: {
      control: 'commit',
      isTrusted: true,
      isRepeat: false,
      isFromField: false,
      beganAtMs: 2,
      isPassed: false,
      canonical: '[]',
      release: null,
      stoppedBy: 'no-release',
      report: REPORT,
    },
  },
  { type: 'check-now' },
  { type: 'unlisted', role: 'dialog', text: 'Data residency' },
  { type: 'panel', document: 'doc-1', trouble: 'covered' },
  { type: 'panel', document: 'doc-1', trouble: null },
  { type: 'awake' },
];

function report(change: Readonly<Record<string, unknown>>): unknown {
  return { type: 'report', report: { ...REPORT, ...change } };
}

describe('what a page room says', () => {
  it.each(MESSAGES.map((message) => [message.type, message] as const))('%s is heard as it was sent', (_, message) => {
    const heard = parseFromPage(structuredClone(message));
    expect(heard).toEqual({ isParsed: true, value: asSent(asParsed(message)) });
  });

  it.each<readonly [string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'hello'],
    ['a list', []],
    ['no type', { document: 'doc-1' }],
    ['a type that is not on the list', { type: 'release' }],
    ['a type that only the worker may say', { type: 'brief', brief: {} }],
    ['more than its type has', { type: 'check-now', execution: 'exe-1' }],
    ['an intent to commit', { type: 'intent', control: 'commit', report: REPORT }],
    ['a report without readings', report({ readings: undefined })],
    ['a report with more than a report has', report({ verdicts: [] })],
    ['a reading of a source that is none', report({ readings: [{ ...READING, source: 'guessed' }] })],
    ['a readable look without a value', report({ readings: [{ ...READING, look: { isReadable: true } }] })],
    ['a look that is both', report({ readings: [{ ...READING, look: { ...READING.look, reason: { code: 'field-empty' } } }] })],
    ['a reason without a sentence', report({ readings: [{ ...READING, look: { isReadable: false, reason: { code: 'toString' } } }] })],
    ['a time that is none', report({ atMs: Number.NaN })],
    ['half a character', report({ readings: [{ ...READING, look: { isReadable: true, value: { kind: 'text', text: '\ud800' } } }] })],
    ['too many readings', report({ readings: Array.from({ length: LIMITS.readingsMax + 1 }, () => READING) })],
    ['too many notices', report({ notices: Array.from({ length: LIMITS.listItemsMax + 1 }, () => 'x') })],
    ['a value too long', report({ readings: [{ ...READING, look: textLook(LIMITS.readingTextLengthMax + 1) }] })],
    ['a page that names its own document', { type: 'hello', document: 'doc-1', isLate: false }],
  ])('is not heard when it is %s', (_, message) => {
    expect(parseFromPage(message).isParsed).toBe(false);
  });

  it('is heard up to its limits', () => {
    const readings = Array.from({ length: LIMITS.readingsMax }, () => ({ ...READING, look: textLook(LIMITS.readingTextLengthMax) }));
    expect(parseFromPage(report({ readings })).isParsed).toBe(true);
  });

  it('is refused by the place that does not fit, never by what stood there', () => {
    const refused = parseFromPage(report({ readings: [{ ...READING, zone: 42, field: 'secret' }] }));
    expect(refused).toEqual({ isParsed: false, where: 'report.readings.0.zone' });
  });
});

function textLook(length: number): unknown {
  return { isReadable: true, value: { kind: 'text', text: 'x'.repeat(length) } };
}
