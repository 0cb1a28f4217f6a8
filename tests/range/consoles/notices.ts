import { type Console, faultsNow } from './console.ts';
import { localOf } from './page/shared/zone.ts';
import { isMidForm } from './progress.ts';
import type { Draft } from './store.ts';

export type Banner = Readonly<{ role: 'alert' | 'status' | 'note'; text: string }>;
export type Dialog = Readonly<{ id: DialogId; title: string; text: string; accept: string; refuse: string }>;
export type DialogId = 'bypass-warning' | 'scope-expansion-prompt' | 'unlisted-dialog';
/** What the console says around the form, beside what was asked of it. */
export type Notices = Readonly<{ banners: readonly Banner[]; dialogs: readonly Dialog[] }>;

const DIALOGS: readonly Dialog[] = [
  {
    id: 'bypass-warning',
    title: 'Override policy?',
    text: 'The emergency access policy does not allow this restoration. Override it and continue?',
    accept: 'Override and continue',
    refuse: 'Cancel',
  },
  {
    id: 'scope-expansion-prompt',
    title: 'Also grant tenant.data.export?',
    text: 'Administrators usually need tenant.data.export as well.',
    accept: 'Also grant it',
    refuse: 'Keep the scope',
  },
  {
    id: 'unlisted-dialog',
    title: 'Data residency',
    text: 'This tenant keeps its data in another region (eu-south-7). The restoration is carried out there.',
    accept: 'Continue there',
    refuse: 'Not now',
  },
];
const OPEN_SESSION_MS = 2 * 60 * 60_000;

export function noticesOf(console: Console, draft: Draft | null): Notices {
  const faults = faultsNow(console);
  const banners: Banner[] = [];
  if (faults.has('existing-session-banner')) banners.push({ role: 'alert', text: openSessionText(console) });
  if (faults.has('harmless-banner')) banners.push({ role: 'status', text: 'Planned maintenance on Sunday from 02:00 to 04:00.' });
  if (faults.has('help-added') && isMidForm(draft))
    banners.push({ role: 'note', text: 'Fields are explained in the handbook, chapter 4.' });
  const dialogs = isMidForm(draft) ? DIALOGS.filter(({ id }) => faults.has(id) && !draft.marks.includes(id)) : [];
  return { banners, dialogs };
}

export function isDialogId(id: string): id is DialogId {
  return DIALOGS.some((dialog) => dialog.id === id);
}

/** A dialog that was answered does not come back for this request; saying yes has its effect. */
export function answerDialog(console: Console, draft: Draft, answer: Readonly<{ id: DialogId; isYes: boolean }>): Draft {
  const isWider = answer.id === 'scope-expansion-prompt' && answer.isYes;
  const scope = isWider ? [...new Set([...draft.values.scope, 'tenant.data.export'])] : draft.values.scope;
  return console.store.keepDraft({ ...draft, values: { ...draft.values, scope }, marks: [...draft.marks, answer.id] });
}

/** The end is a whole hour, so that the text stays the same for a while and is not news every second. */
function openSessionText({ world }: Console): string {
  const hourMs = 60 * 60_000;
  const ends = new Date(Math.ceil((world.nowMs() + OPEN_SESSION_MS) / hourMs) * hourMs);
  return `An active emergency session for this tenant is open until ${localOf(ends, world.get().console.timeZone).slice(11)}.`;
}
