import { PART_NAMES } from '../core/compare/parts.ts';
import { type Draft, fieldsOf, labelOf } from '../core/profile/draft.ts';
import type { Target } from '../core/profile/draft-saying.ts';
import type { Answer } from '../core/profile/learning.ts';
import type { RequestKind } from '../core/profile/profile.ts';
import type { ToDescribed } from '../wire/describe-link.ts';

/** What the page is told to point at for it. */
export function pointFor(target: Target, draft: Draft): ToDescribed {
  const others = target.for === 'part' ? fieldsOf(draft).find(({ spec }) => spec.id === target.field) : undefined;
  const at = target.for === 'notice' ? 'notice' : target.for === 'field' || target.for === 'part' ? 'field' : 'text';
  return { type: 'point', at, beside: others?.spec.locator ?? null };
}

/** Whether it is pointed at in the saved page, where one stands open. */
export function isInSaved(target: Target): boolean {
  return target.for === 'confirmed' || target.for === 'reference' || (target.for === 'zone' && target.again?.where === 'confirmed');
}

/** What a person is told who has said what a stopped request was. */
export function answerWords(answer: Answer, obstacle: string | null, before: RequestKind | null): string {
  if (obstacle !== null) return 'This console cannot be guarded here.';
  if (before === 'commit' && answer !== 'commit')
    return 'That is the very request of the submit, so it stays closed. If it never was the submit, take that back with Undo.';
  switch (answer) {
    case 'commit':
      if (before !== null && before !== 'commit')
        return 'That is the submit. What was named before is the same request, and closed from now on: what goes on by it needs a bodyKey, written into the exported file.';
      return 'That is the submit. It stays closed; nothing left this browser.';
    case 'step':
    case 'back':
      return 'From now on it is let through. Press it once more.';
    case 'free':
      return 'From now on it is let through. Do it once more.';
    case 'news':
      return 'It stays closed, also in an execution: go on only if the console works without it.';
    default:
      return 'It is known, and stays closed while you describe.';
  }
}

/** What a person is told of a request that is known and was stopped once more. */
export function againWords(kind: RequestKind): string {
  const isStep = kind === 'step' || kind === 'back';
  return isStep ? 'The gate was not open yet. Press it once more.' : 'Stopped again, as it should be: nothing left this browser.';
}

/** What a person is told of a socket that goes somewhere else. */
export function openSocketWords({ protocol, host }: URL): string {
  const api = `${protocol === 'wss:' ? 'https' : 'http'}://${host}`;
  return `The page opens a WebSocket to ${host}, which is not closed. If the console works over it, name ${api} below as the address of its API.`;
}

/** What is pointed at, as a person is told. */
export function targetWords(target: Target, draft: Draft): string {
  switch (target.for) {
    case 'field':
      return 'a control';
    case 'tenant':
      return 'where the console says which tenant it works on';
    case 'operator':
      return 'where the console says who is signed in';
    case 'zone':
      return target.again === undefined
        ? 'where the page says its time zone'
        : `where this page says the time zone of “${labelOf(draft, target.again.field)}”, where it is not written with the time`;
    case 'notice':
      return 'a warning or a notice';
    case 'reference':
      return 'the reference of the confirmation';
    case 'part':
      return `the ${PART_NAMES[target.parts[target.at] ?? 'date']} of “${labelOf(draft, target.field)}”`;
    default:
      return `where the page says “${labelOf(draft, target.field)}” again`;
  }
}
