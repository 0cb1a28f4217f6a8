import type { BuilderView, PickedView, SaidRow, StoppedView, WayRow } from '../core/profile/builder-view.ts';
import { type Draft, fieldsOf, isSame, labelOf, type Said, type SeenScreen, screenAt } from '../core/profile/draft.ts';
import { PACKET_PARTS, packetPart, proposedPath } from '../core/profile/draft-field.ts';
import { isWhole, obstaclesIn, partsOf } from '../core/profile/draft-missing.ts';
import { type Practice, practiceRows } from '../core/profile/draft-practice.ts';
import { mappingOf, plainOf, profileOf, unmappedIn, unwatchedIn } from '../core/profile/draft-profile.ts';
import type { Target } from '../core/profile/draft-saying.ts';
import type { Stopped } from '../core/profile/learning.ts';
import { HARMLESS_WORDS_MIN, isKnownByWords, mayBeHarmless } from '../core/profile/notice.ts';
import { type Picked, TEXT_PICKS, type Way } from '../core/profile/picked.ts';
import { type Locator, namesAt } from '../core/profile/profile.ts';
import { wordFor } from '../core/profile/words.ts';
import { profileFaults } from '../wire/profile-schema.ts';
import type { DescribingState } from './describing-state.ts';
import { dryVerdict, triedRows } from './describing-tried.ts';
import { targetWords } from './describing-words.ts';

/** The builder's state in the words in which it is shown. */
export function builderView(state: DescribingState, practice: Practice): BuilderView {
  const { draft, screen } = state;
  const commit = draft.requests.find(({ kind }) => kind === 'commit') ?? null;
  const mapped = commit === null ? new Set<string>() : new Set(Object.values(mappingOf(commit, draft)).flatMap(namesAt));
  const tried = triedRows(state);
  const fields = tried.flatMap((one) => one.fields);
  return {
    name: draft.name,
    id: draft.id,
    version: draft.version,
    address: draft.startUrl,
    apiOrigins: draft.apiOrigins,
    isConnected: state.isConnected,
    pointingAt: state.target === null ? null : targetWords(state.target, draft),
    says: state.says,
    obstacles: obstaclesIn(draft),
    parts: partsOf(draft),
    undoable: state.undoable,
    here: screen === null ? null : { title: screen.title, isKnown: isKnownScreen(draft, screen) },
    opaque: state.opaque,
    picked: state.picked === null ? null : pickedView(state.picked, draft),
    stopped: state.stopped === null ? null : stoppedView(state.stopped),
    quiet: state.quiet,
    paths: PACKET_PARTS.map(({ path, says }) => ({ path, says, isTaken: takenPaths(draft).includes(path) })),
    screens: screenRows(draft),
    notices: (draft.notices ?? []).map(({ is, says }) => ({ is, says })),
    unmapped: commit === null ? [] : unmappedIn(commit, draft).map((field) => ({ field, label: labelOf(draft, field) })),
    freeNames: commit === null ? [] : commit.names.filter((name) => !mapped.has(name)),
    plain: commit === null ? [] : Object.entries(plainOf(commit, draft)).map(([name, value]) => ({ name, value })),
    unwatched: commit === null ? [] : unwatchedIn(draft),
    reviewed: draft.review === null ? null : saidRows(draft, draft.review.said),
    confirmed: draft.confirmation.recognise === null ? null : saidRows(draft, draft.confirmation.said),
    hasReference: draft.confirmation.reference !== null,
    confirmedBy: confirmedBy(draft),
    failureWords: draft.confirmation.failureWords ?? '',
    pendingWords: draft.confirmation.pendingWords ?? '',
    exits: (['draft', 'abandon'] as const).flatMap((kind) => {
      const exit = draft.exits[kind];
      return exit === null ? [] : [{ kind, isSafe: exit.isSafe }];
    }),
    revokePath: draft.revokePath ?? '',
    practice: practiceRows(draft, practice),
    isTrying: state.trying !== null,
    tried,
    dryVerdict: dryVerdict(state, tried, practice),
    wrongCaught: {
      count: fields.filter((one) => one.verdict === 'match' && one.isWrongCaught).length,
      of: fields.filter((one) => one.verdict === 'match').length,
    },
    isWhole: isWhole(draft),
    faults: profileFaults(profileOf(draft)),
  };
}

function confirmedBy({ confirmation }: Draft): BuilderView['confirmedBy'] {
  const heading = confirmation.recognise?.heading;
  return heading === undefined ? null : { heading: wordFor(heading), isUsed: !confirmation.isByReference };
}

function isKnownScreen(draft: Draft, screen: SeenScreen): boolean {
  return screenAt(draft, screen) !== null || isSame(draft.review?.recognise, screen.recognise);
}

function takenPaths(draft: Draft) {
  return fieldsOf(draft).flatMap(({ spec }) => ('packet' in spec.approved ? [spec.approved.packet] : []));
}

function pickedView({ target, picked }: Readonly<{ target: Target; picked: Picked }>, draft: Draft): PickedView {
  const ways = picked.ways.map(wayRow);
  if (target.for === 'notice') {
    const { role } = picked;
    return {
      is: 'notice',
      what: noticeCalled(role),
      ways,
      isByWords: isKnownByWords(role),
      mayBeHarmless: mayBeHarmless(role),
      harmlessWordsMin: HARMLESS_WORDS_MIN,
    };
  }
  if (target.for !== 'field') {
    const picks = TEXT_PICKS.filter(({ pattern }) => picked.picks.includes(pattern));
    return { is: 'text', what: targetWords(target, draft), ways, picks };
  }
  return {
    is: 'field',
    control: picked.name === '' ? `a ${picked.role} without a name` : `${picked.role} “${picked.name}”`,
    name: picked.name,
    screen: picked.screen.title,
    ways,
    proposed: proposedPath(picked.name, takenPaths(draft)),
    kind: picked.kind,
    isList: picked.role === 'listbox',
    unreadable: picked.unreadable,
    choices: choicesOf(picked),
  };
}

function choicesOf({ options, offeredBeside, labels }: Picked): Extract<PickedView, { is: 'field' }>['choices'] {
  return [...new Set([...options, ...offeredBeside])].map((sent) => ({ sent, says: wordFor(labels[sent] ?? { en: sent }) }));
}

function noticeCalled(role: string): string {
  if (role === 'dialog' || role === 'alertdialog') return 'a dialog';
  return role === 'alert' ? 'an alert' : 'a text of the page';
}

function wayRow({ locator, hits, isRight }: Way, at: number): WayRow {
  const grade =
    locator.role !== undefined && locator.css === undefined
      ? 'as a person would say it'
      : locator.label !== undefined
        ? 'by its label'
        : locator.testId !== undefined
          ? 'by its test id'
          : 'weakest: breaks when it is rebuilt';
  return { says: locatorWords(locator), grade: at === 0 && isRight ? `${grade}, proposed` : grade, isRight, hits };
}

function locatorWords(locator: Locator): string {
  const { role, name, label, testId, css, within, nameHas } = locator;
  const said = name ?? nameHas;
  const own =
    role !== undefined
      ? `${role}${said === undefined ? '' : ` “${wordFor(said)}”`}`
      : label !== undefined
        ? `label “${wordFor(label)}”`
        : testId !== undefined
          ? `test id ${testId}`
          : (css ?? '');
  return within === undefined ? own : `${own} in ${locatorWords(within)}`;
}

const UNPRESSED = { socket: 'The page opens a WebSocket by itself', request: 'Something on the page was about to be sent' } as const;

function stoppedView(stopped: Stopped): StoppedView {
  const { pressed, by, method, origin, url, query, bodyKey } = stopped;
  const key = Object.entries(bodyKey ?? {}).map(([name, value]) => `, ${name} = ${value}`);
  return {
    isSocket: by === 'socket',
    what: pressed === null ? UNPRESSED[by === 'socket' ? 'socket' : 'request'] : `You pressed “${pressed.name}”`,
    request: by === 'socket' ? `a WebSocket to ${origin}${url}` : `${method} ${url}${query === null ? '' : `?${query}`}${key.join('')}`,
    names: stopped.names,
    warns: by === 'socket' || stopped.isBodyRead ? null : 'What it would have sent cannot be read.',
  };
}

function screenRows(draft: Draft): BuilderView['screens'] {
  const rows = draft.screens.map(({ id, title, fields }) => ({
    id,
    title,
    isReview: false,
    fields: fields.map(({ spec }) => ({
      id: spec.id,
      label: spec.label,
      holds: 'packet' in spec.approved ? packetPart(spec.approved.packet).says : `always ${spec.approved.constant}`,
    })),
  }));
  const { review } = draft;
  return review === null ? rows : [...rows, { id: review.id, title: review.title, isReview: true, fields: [] }];
}

function saidRows(draft: Draft, said: Readonly<Record<string, Said>>): readonly SaidRow[] {
  return fieldsOf(draft).map(({ spec }) => ({ field: spec.id, label: spec.label, isSaid: said[spec.id] !== undefined }));
}
