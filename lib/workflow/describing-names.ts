import { fieldsOf, withField, withOwnId, withReview, withScreen } from '../core/profile/draft.ts';
import { fieldNamed } from '../core/profile/draft-field.ts';
import { type FieldSaid, isZonedOnPage, type TextSaid, withConfirmation, withSpot } from '../core/profile/draft-saying.ts';
import { HARMLESS_WORDS_MIN, isKnownByWords, mayBeHarmless, type NoticeSaid, withNotice } from '../core/profile/notice.ts';
import type { Describing } from './describing.ts';

/** The picked control becomes a field; for a time whose zone the page says, pointing goes on with that. */
export function nameField(said: FieldSaid, describing: Describing): void {
  const { picked, draft } = describing.state();
  const locator = picked?.picked.ways[said.way]?.locator;
  if (picked === null || locator === undefined) return;
  const { options, labels, sentAs, offeredBeside, screen, name } = picked.picked;
  const kind = said.isBox ? 'transfer' : picked.picked.kind;
  const isPointed = said.zone === 'pointed' || said.zone === '';
  const named = fieldNamed({
    approved: said.path === null ? { constant: said.constant } : { packet: said.path },
    label: said.label,
    locator,
    kind,
    isRequired: said.isRequired,
    options: said.isBox ? [...new Set([...options, ...offeredBeside])] : options,
    labels,
    sentAs,
    zone: isPointed ? null : { fixed: said.zone },
    dateOrder: said.dateOrder,
    prompt: said.prompt === '' ? null : { [draft.language]: said.prompt },
    called: said.path === 'scope' ? said.called : {},
    isShown: said.isShown,
  });
  const field = withOwnId(draft, named, picked.picked.ways);
  describing.settle();
  const says = kind === 'file' ? 'This console cannot be guarded here.' : `“${name}” is kept.`;
  describing.change((draft) => withField(draft, screen, field), says);
  if (field.spec.compare !== 'instant') return;
  if (said.parts.length > 1) describing.point({ for: 'part', field: field.spec.id, parts: said.parts, at: 1 });
  else if (isPointed) describing.point({ for: 'zone' });
}

/** The picked text is kept where it belongs. */
export function nameText({ way, pick }: TextSaid, describing: Describing): void {
  const { picked } = describing.state();
  const locator = picked?.picked.ways[way]?.locator;
  if (picked === null || locator === undefined) return;
  const { sentAs, around, labels } = picked.picked;
  const spot = { locator, pick, sentAs, labels, around: around.find((one) => one.isRight)?.locator ?? locator };
  describing.settle();
  describing.change((draft) => withSpot(draft, picked.target, spot), 'Kept.');
  const { target } = picked;
  const { draft } = describing.state();
  if ((target.for === 'confirmed' || target.for === 'reviewed') && isZonedOnPage(draft, target.field))
    describing.point({ for: 'zone', again: { where: target.for, field: target.field } });
  if (target.for !== 'part') return;
  const isZoneless = fieldsOf(draft).some(({ spec }) => spec.compare === 'instant' && spec.zone === null);
  if (target.at + 1 < target.parts.length) describing.point({ ...target, at: target.at + 1 });
  else if (isZoneless) describing.point({ for: 'zone' });
}

/** The picked notice is listed. Where it speaks up it is known by its words, whatever else may speak up in the same place. */
export function nameNotice({ is, words, way }: NoticeSaid, describing: Describing): void {
  const { picked, draft } = describing.state();
  if (picked === null || words === '') return;
  const { role, ways } = picked.picked;
  const locator = isKnownByWords(role) ? { role, nameHas: { [draft.language]: words } } : ways[way]?.locator;
  const isTooFew = is === 'harmless' && words.length < HARMLESS_WORDS_MIN;
  if (locator === undefined || isTooFew || (is === 'harmless' && !mayBeHarmless(role))) return;
  describing.settle();
  const says = is === 'harmless' ? `“${words}” is harmless.` : `“${words}” is a warning: an execution stops where it shows.`;
  describing.change((now) => withNotice(now, { is, locator, says: words }), says);
}

/** The screen that the console shows now is taken as what the person says that it is. */
export function take(what: 'screen' | 'review' | 'confirmation', describing: Describing): void {
  const { screen } = describing.state();
  if (screen === null) return;
  const { recognise, title } = screen;
  switch (what) {
    case 'screen':
      describing.change((draft) => withScreen(draft, screen), `“${title}” is taken.`);
      break;
    case 'review':
      describing.change((draft) => withReview(draft, screen), `“${title}” is the review page.`);
      break;
    case 'confirmation':
      describing.change((draft) => withConfirmation(draft, recognise), `The page “${title}” is a confirmation. Point at what it repeats.`);
      break;
  }
}
