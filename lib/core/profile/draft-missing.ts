import { type Draft, fieldsOf, labelOf } from './draft.ts';
import { unmappedIn, unwatchedIn } from './draft-profile.ts';
import { holdsPart } from './profile.ts';

/** One part of a profile, and whether it is there. `wanted`: it can be done without, and is better with. */
export type Part = Readonly<{
  part: 'screens' | 'fields' | 'submit' | 'request' | 'confirmation' | 'context' | 'notices' | 'exits' | 'revoke';
  says: string;
  state: 'done' | 'to-do' | 'wanted';
}>;

type State = Part['state'];

/** What of a console is described, and what is still missing, in the order in which one would go about it. */
export function partsOf(draft: Draft): readonly Part[] {
  const fields = fieldsOf(draft);
  const commit = draft.requests.find(({ kind }) => kind === 'commit') ?? null;
  const paths = fields.flatMap(({ spec }) => ('packet' in spec.approved ? [spec.approved.packet] : []));
  const lacking = [...(paths.includes('scope') ? [] : ['the scope']), ...(paths.includes('window.end') ? [] : ['the end of access'])];
  const unmapped = commit === null ? [] : unmappedIn(commit, draft);
  const unwatched = commit === null ? [] : unwatchedIn(draft);
  const { confirmation, exits } = draft;
  const repeated = Object.keys(confirmation.said).length;
  const isConfirmed = confirmation.recognise !== null && confirmation.reference !== null && repeated > 0;
  const part = (name: Part['part'], state: State, says: string): Part => ({ part: name, state, says });
  const knownExits = [exits.draft, exits.abandon].filter((one) => one !== null).length;
  return [
    part(
      'screens',
      draft.screens.length > 0 ? 'done' : 'to-do',
      draft.screens.length === 0 ? 'none yet' : counted(draft.screens.length, 'screen'),
    ),
    part(
      'fields',
      fields.length > 0 && lacking.length === 0 ? 'done' : 'to-do',
      lacking.length > 0 ? `without ${lacking.join(' and ')}` : counted(fields.length, 'field'),
    ),
    contextPart(draft),
    noticesPart(draft),
    part(
      'submit',
      draft.controls.commit.length > 0 ? 'done' : 'to-do',
      draft.controls.commit.length > 0
        ? 'known, and stopped'
        : commit === null
          ? 'not pressed yet'
          : 'its button is not known: press that itself, where something finds it alone',
    ),
    part(
      'request',
      commit !== null && unmapped.length + unwatched.length === 0 ? 'done' : 'to-do',
      commit === null
        ? 'not seen yet'
        : unmapped.length > 0
          ? `does not show ${unmapped.map((field) => `“${labelOf(draft, field)}”`).join(', ')}`
          : unwatched.length > 0
            ? `also sends ${unwatchedWords(unwatched)}, which nobody watches`
            : 'each field is found in it',
    ),
    part('confirmation', isConfirmed ? (confirmation.failureWords === null ? 'wanted' : 'done') : 'to-do', saysOfConfirmation(draft)),
    part(
      'exits',
      knownExits > 0 ? 'done' : 'wanted',
      knownExits > 0 ? counted(knownExits, 'way out', 'ways out') : 'no safe way out is known',
    ),
    part(
      'revoke',
      draft.revokePath === null ? 'to-do' : 'done',
      draft.revokePath === null ? 'where a grant is ended is not said' : draft.revokePath,
    ),
  ];
}

function contextPart(draft: Draft): Part {
  const { tenant, operator } = draft.context;
  const isTenantSaid = tenant !== null || fieldsOf(draft).some(({ spec }) => holdsPart(spec, 'tenant.id'));
  if (!isTenantSaid) return { part: 'context', state: 'to-do', says: 'nothing names the tenant' };
  return operator === null
    ? { part: 'context', state: 'wanted', says: 'who is signed in: not pointed at' }
    : { part: 'context', state: 'done', says: 'tenant and operator' };
}

function noticesPart({ notices = [] }: Draft): Part {
  if (notices.length === 0) return { part: 'notices', state: 'wanted', says: 'none is listed: each alert and dialog stops an execution' };
  const harmless = notices.filter(({ is }) => is === 'harmless').length;
  const says = [
    ...(harmless < notices.length ? [counted(notices.length - harmless, 'warning')] : []),
    ...(harmless > 0 ? [`${harmless} harmless`] : []),
  ];
  return { part: 'notices', state: 'done', says: says.join(', ') };
}

function unwatchedWords(names: readonly string[]): string {
  const [only] = names;
  return names.length === 1 ? `“${only}”` : `${names.length} values`;
}

function saysOfConfirmation({ confirmation }: Draft): string {
  if (confirmation.recognise === null) return 'not pointed at yet';
  if (confirmation.reference === null) return 'its reference is not pointed at';
  if (Object.keys(confirmation.said).length === 0) return 'it repeats no field yet';
  return confirmation.failureWords === null ? 'how it says no is not known' : 'known';
}

/** Why this console cannot be guarded here: what was said of it, and each field that no form's request could be held to. */
export function obstaclesIn(draft: Draft): readonly string[] {
  const files = fieldsOf(draft).filter(({ spec }) => spec.kind === 'file');
  return [...draft.obstacles, ...new Set(files.map(({ spec }) => fileWords(spec.label)))];
}

function fileWords(label: string): string {
  return `“${label}” is a file. The browser does not show which file a form sends, so it cannot be compared with the one that was approved. A field of text that takes the evidence by its reference can be.`;
}

export function isWhole(draft: Draft): boolean {
  return obstaclesIn(draft).length === 0 && partsOf(draft).every(({ state }) => state !== 'to-do');
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
