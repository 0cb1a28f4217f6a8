import type { PressControl } from '../core/compare/page-report.ts';
import { classifyRequest, type SeenRequest } from '../core/profile/classify.ts';
import type { Profile, RequestClass } from '../core/profile/profile.ts';
import { addressOfDocument, allIn, attribute, documentOf, isElement, nameOfTag } from './dom.ts';
import { controlOfLabel, formOf, isBarred, isSubmitter, typeOfInput } from './fields.ts';
import type { Finder } from './find.ts';
import { type Entries, formAround } from './read/entries.ts';

/** A control that the profile names, under a press. */
export type Spot = Readonly<{
  control: PressControl;
  element: Element;
  /** It takes after a control of the profile and is none: it never passes. */
  isLookalike: boolean;
  /** A native press on it sends a form by POST. */
  isSending: boolean;
}>;

/** In this order: what fits two of them is the more dangerous one. */
const ORDER: readonly PressControl[] = ['commit', 'revoke', 'step', 'abandon', 'draft', 'back'];

/** The profile's control in the path of an event, labels included; null when it is none of them. */
export function spotIn(path: readonly EventTarget[], profile: Profile, finder: Finder, lookalikes: readonly string[]): Spot | null {
  for (const target of path) {
    if (!isElement(target)) continue;
    const element = controlOfLabel(target) ?? target;
    const spot = spotOf(element, profile, finder, lookalikes);
    if (spot !== null) return spot;
    if (nameOfTag(target) === 'form') return null;
  }
  return null;
}

export function spotOf(element: Element, profile: Profile, finder: Finder, lookalikes: readonly string[]): Spot | null {
  const control = ORDER.find((kind) => profile.controls[kind].some((locator) => finder.fits(locator, element)));
  if (control !== undefined) return { control, element, isLookalike: false, isSending: isSending(element) };
  const isLookalike = lookalikes.length > 0 && isPressable(element) && lookalikes.includes(finder.nameOf(element));
  return isLookalike ? { control: 'commit', element, isLookalike, isSending: isSending(element) } : null;
}

function isPressable(element: Element): boolean {
  return isSubmitter(element) || /^(?:button|a|summary)$/.test(nameOfTag(element)) || attribute(element, 'role') === 'button';
}

function isSending(element: Element): boolean {
  const form = formOf(element);
  return isSubmitter(element) && form !== null && methodOf(form, element) === 'POST';
}

/** How a form would be sent by this button: `GET`, `POST`, or `DIALOG`, which sends nothing. */
export function methodOf(form: Element, submitter: Element | null): string {
  const said = (submitter === null ? null : attribute(submitter, 'formmethod')) ?? attribute(form, 'method') ?? 'get';
  const method = said.trim().toUpperCase();
  return method === 'POST' || method === 'DIALOG' ? method : 'GET';
}

/** Where a form would be sent by this button. */
export function addressOf(form: Element, submitter: Element | null): string {
  const base = addressOfDocument(form);
  const said = (submitter === null ? null : attribute(submitter, 'formaction')) ?? attribute(form, 'action') ?? '';
  return URL.parse(said === '' ? base : said, base)?.href ?? base;
}

const OWN_TARGETS: readonly string[] = ['', '_self', '_parent', '_top'];

/** What is sent by this button opens in another tab (HTML, "rules for choosing a navigable"): it leaves from there, and nothing holds it. */
export function opensElsewhere(form: Element, submitter: Element | null): boolean {
  const document = documentOf(form);
  const base = document === null ? undefined : allIn(document, 'base[target]')[0];
  const own = (submitter === null ? null : attribute(submitter, 'formtarget')) ?? attribute(form, 'target');
  const said = own ?? (base === undefined ? '' : (attribute(base, 'target') ?? ''));
  if (document === null || OWN_TARGETS.includes(said.trim().toLowerCase())) return false;
  return !allIn(document, 'iframe[name]').some((frame) => attribute(frame, 'name') === said);
}

export function requestOf(method: string, url: string, entries: Entries): SeenRequest {
  return { method, url, body: Object.fromEntries(entries) };
}

/** What sending this would be, in the profile's classes. A GET that the profile does not name is free. */
export function classOf(
  profile: Profile,
  request: SeenRequest,
): Readonly<{ is: 'free' } | { is: 'held'; control: PressControl; spec: RequestClass | null }> {
  const { kind, spec } = classifyRequest(profile, request);
  if (kind === 'free' || (kind === 'unknown' && request.method === 'GET')) return { is: 'free' };
  return { is: 'held', control: controlOf(kind, spec), spec };
}

function controlOf(kind: RequestClass['class'] | 'unknown', spec: RequestClass | null): PressControl {
  switch (kind) {
    case 'commit':
    case 'revoke':
    case 'back':
      return kind;
    case 'exit':
      return spec?.exit ?? 'abandon';
    default:
      return 'step';
  }
}

/** Whether a press of this control may lead to a request of that one's class: where a profile has no class for it, a `back` is a step. */
export function leadsTo(pressed: PressControl, sent: PressControl): boolean {
  return pressed === sent || (pressed === 'back' && sent === 'step');
}

/** Inputs in which Enter sends the form (HTML, implicit submission). */
const IMPLICIT = /^(?:text|search|url|tel|email|password|date|month|week|time|datetime-local|number|checkbox|radio)$/;

/** The form that Enter in this control would send; null where Enter does something else. */
export function formEnteredIn(target: Element): Element | null {
  return IMPLICIT.test(typeOfInput(target)) ? formAround(target) : null;
}

/** The button that Enter in this control would press, also where its page sees to that; null where Enter does something else. */
export function defaultButtonOf(target: Element, finder: Finder): Element | null {
  const form = formEnteredIn(target);
  if (form === null) return null;
  const first = finder.tree.elements.find((element) => isSubmitter(element) && formOf(element) === form);
  return first === undefined || isBarred(first) ? null : first;
}
