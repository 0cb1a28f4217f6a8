import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sentence } from '../../../lib/core/reason.ts';
import { LIMITS } from '../../../lib/wire/limits.ts';
import { parseRequest, type ReplyValues, type Request, type RequestType, requestRefused } from '../../../lib/wire/messages.ts';

// Every request has a reply, and no reply is without its request: these lines compile only then.
const repliesOf = (type: RequestType): keyof ReplyValues => type;
const requestsOf = (type: keyof ReplyValues): RequestType => type;

const DEPLOYMENT = JSON.parse(readFileSync(new URL('../../../public/deployments/range.json', import.meta.url), 'utf8'));
const REQUESTS: readonly Request[] = [
  { type: 'state' },
  { type: 'read-again' },
  { type: 'deployment-status' },
  { type: 'use-range' },
  { type: 'set-deployment', deployment: DEPLOYMENT },
  { type: 'sign-in' },
  { type: 'sign-in-with-token', token: 'a' },
  { type: 'sign-out' },
  { type: 'start', caseId: 'CASE-1042' },
  { type: 'check-now', execution: 'exe-1' },
  { type: 'go-to-console', execution: 'exe-1' },
  { type: 'halt', execution: 'exe-1', note: 'The console looks wrong.' },
  { type: 'acknowledge', execution: 'exe-1', id: 'w-1', note: 'Seen.' },
  { type: 'do-not-start', execution: 'exe-1' },
  { type: 'takeover', caseId: 'CASE-1042' },
  { type: 'reconcile', caseId: 'CASE-1042', found: 'nothing', note: 'IAM shows none' },
  { type: 'decide', caseId: 'CASE-1042', to: 'resume', note: 'the warning was agreed' },
  { type: 'evidence-list' },
  { type: 'evidence-entry', execution: 'exe-1' },
  { type: 'export', execution: 'exe-1' },
  { type: 'report', execution: 'exe-1' },
];

describe('what an extension page asks', () => {
  it.each(REQUESTS.map((request) => [request.type, request] as const))('%s is heard', (type, request) => {
    expect(parseRequest(structuredClone(request))).toEqual({ isParsed: true, value: request });
    expect(requestsOf(repliesOf(type))).toBe(type);
  });

  it.each<readonly [string, unknown]>([
    ['nothing', undefined],
    ['a text', 'state'],
    ['no type', {}],
    ['a type that is not on the list', { type: 'release' }],
    ['a type from an object’s own members', { type: 'constructor' }],
    ['more than its type has', { type: 'state', force: true }],
    ['a start of no case', { type: 'start' }],
    ['a start of an empty case', { type: 'start', caseId: '' }],
    ['a case id that is a list', { type: 'start', caseId: ['CASE-1042'] }],
    ['a press that does not say which execution it is for', { type: 'do-not-start' }],
    ['a halt without a word', { type: 'halt', execution: 'exe-1', note: '   ' }],
    ['a note that is too long', { type: 'halt', execution: 'exe-1', note: 'x'.repeat(LIMITS.noteLengthMax + 1) }],
    ['an acknowledgement without a reason', { type: 'acknowledge', execution: 'exe-1', id: 'w-1' }],
    ['a deployment that is none', { type: 'set-deployment', deployment: { format: 1 } }],
  ])('is not heard when it is %s', (_, message) => {
    expect(parseRequest(message).isParsed).toBe(false);
  });

  it('is refused in words that fit what was asked, and never repeats it', () => {
    const bad = parseRequest({ type: 'set-deployment', deployment: { ...DEPLOYMENT, name: 7, secret: 'hush' } });
    const told = sentence(requestRefused(bad.isParsed ? '' : bad.where));
    expect(told).toMatch(/^The deployment document cannot be used: deployment[\w.]* does not fit\.$/);
    expect(sentence(requestRefused('caseId'))).toBe('A message could not be read: caseId does not fit.');
  });
});
