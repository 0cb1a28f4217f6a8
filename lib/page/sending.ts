import { bodyFaults } from '../core/compare/body.ts';
import { canonicalReadings } from '../core/compare/canonical-readings.ts';
import type { PageReport, PressControl, StoppedBy } from '../core/compare/page-report.ts';
import type { RequestClass } from '../core/profile/profile.ts';
import type { PageBrief } from '../wire/page-link.ts';
import { isElement, nameOfTag } from './dom.ts';
import { type HoldState, windowNeededBy } from './hold-state.ts';
import { isSameScreen } from './passing.ts';
import { type PressRecord, stopEvent } from './press-record.ts';
import { type Entries, entriesIn, entriesWith, isAsking } from './read/entries.ts';
import type { Sight } from './report.ts';
import type { Settling } from './settling.ts';
import { addressOf, classOf, formEnteredIn, leadsTo, methodOf, opensElsewhere, requestOf, type Spot, spotOf } from './spot.ts';

export type SendingInput = Readonly<{
  state: HoldState;
  nowMs: () => number;
  lookAfresh: () => Sight | null;
  lastLook: () => Sight | null;
  tell: Settling['tell'];
  settle: Settling['settle'];
  tellPassed: Settling['tellPassed'];
}>;

/** What comes after a press: the form's `submit`, and the navigation that sends it. */
export type Sending = Readonly<{
  /** A press was let through: one form may be sent by it. */
  allow(spot: Spot, press: PressRecord): void;
  onSubmit(event: Event, press: PressRecord): void;
  /** A form is being put together: its data is kept, because the browser puts another one together for `navigate`. */
  onFormData(event: Event): void;
  onNavigate(event: Event, press: PressRecord): void;
  /** Something came between: nothing more may be sent by the press that was let through. */
  forget(): void;
}>;

/** A page may check its form before it sends it; a press that led to nothing for this long leads to nothing. */
const PASS_MS = 2_000;
/** From a key's delivery to what its own handlers send: that a busy page heard of it late makes it no script's. */
const ENTER_MS = 100;

type Pass = {
  readonly control: PressControl;
  readonly press: PressRecord;
  readonly untilMs: number;
  readonly brief: PageBrief | null;
  submits: number;
  navigations: number;
  form: Element | null;
};

/**
 * A form that is on its way, and all that it was put together as since. One of them is really sent, and whatever the page
 * adds to it while it is put together is in it afterwards.
 */
type Departure = Readonly<{ form: Element; atMs: number; data: FormData[] }>;

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: one closure, because a pass must be seen whole by all that may spend it.
export function createSending(input: SendingInput): Sending {
  let pass: Pass | null = null;
  let departures: readonly Departure[] = [];

  const leaving = () => departures.filter(({ atMs }) => input.nowMs() - atMs <= PASS_MS);

  /** Counts one use of the press that was let through for this; null when there is none, or it is used up. */
  const take = (control: PressControl, use: 'submits' | 'navigations'): Pass | null => {
    if (pass === null || !leadsTo(pass.control, control) || input.nowMs() > pass.untilMs || pass[use] === 0) return null;
    pass[use] -= 1;
    return pass;
  };

  const allow = (spot: Spot, press: PressRecord) => {
    const untilMs = input.nowMs() + PASS_MS;
    pass = { control: spot.control, press, untilMs, brief: input.state.brief, submits: 1, navigations: 1, form: null };
  };

  /** Sent without a press that was let through: by a script, by a press that was stopped, or a second time. */
  const refuse = (event: Event, control: PressControl, press: PressRecord) => {
    stopEvent(event);
    const stop = stopWithout(control, input.state.brief);
    const record: PressRecord = { ...press, isTrusted: false, isTold: false, stoppedBy: stop };
    input.tell({ control }, record, stop, input.lookAfresh());
  };

  const stopLate = (event: Event, held: Pass, stoppedBy: StoppedBy, sight: Sight | null) => {
    stopEvent(event);
    pass = null;
    held.press.stoppedBy = stoppedBy;
    input.tell({ control: held.control }, { ...held.press, isTold: false }, stoppedBy, sight);
  };

  const onSubmit = (event: Event, press: PressRecord) => {
    const form = formOfSubmit(event);
    const { brief, armedSight } = input.state;
    const sight = input.lastLook();
    if (form === null || form.method === 'DIALOG') return;
    departures = [...leaving(), { form: form.element, atMs: input.nowMs(), data: [] }];
    if (brief === null || sight === null) return form.method === 'POST' ? stopEvent(event) : undefined;
    const { entries, request } = sentBy(form, brief);
    const spot = form.submitter === null ? null : spotOf(form.submitter, brief.profile, sight.finder, sight.lookalikes);
    if (request.is === 'free' && spot?.control !== 'commit' && (spot === null || windowNeededBy(spot) === null)) return;
    const control = spot?.control ?? (request.is === 'held' ? request.control : 'step');
    if (spot !== null && isByKey(form, press, input.nowMs())) {
      press.isFromField = press.target !== form.submitter;
      if (!input.settle(event, spot, press)) return;
      allow(spot, press);
    }
    const held = take(control, 'submits');
    if (held === null) return refuse(event, control, press);
    held.form = form.element;
    held.press.sends = event;
    if (control !== 'commit') return;
    const fresh = input.lookAfresh();
    const isSent = request.is === 'held';
    const stop =
      stopOfAim(form, isSent ? request.spec : null) ??
      stopOfChanged(fresh, brief, armedSight) ??
      (isSent ? stopOfBody(request.spec, entries, { brief, sight: fresh, nowMs: input.nowMs(), isFinal: false }) : null);
    if (stop !== null) stopLate(event, held, stop, fresh);
  };

  const onNavigate = (event: Event, press: PressRecord) => {
    const data = 'formData' in event && isFormData(event.formData) ? event.formData : null;
    const { brief } = input.state;
    if (data === null) return;
    if (brief === null) return stopEvent(event);
    const made = leaving().map(({ form, data: all }) => ({ form, bodies: all.map(entriesIn) }));
    const entries = entriesIn(data);
    const classes = [entries, ...made.flatMap((one) => one.bodies)].map((body) =>
      classOf(brief.profile, requestOf('POST', destinationOf(event), body)),
    );
    // The browser puts the data together anew for this event: what is sent may be a commit where that is none.
    const request = classes.find((one) => one.is === 'held' && one.control === 'commit') ?? classes[0];
    if (request === undefined || request.is === 'free') return;
    const held = take(request.control, 'navigations');
    if (held === null) return refuse(event, request.control, press);
    if (request.control !== 'commit') return;
    const bodies = [entries, ...made.flatMap((one) => (one.form === held.form ? one.bodies : []))];
    const stops = bodies.map((body) =>
      stopOfBody(request.spec, body, { brief: held.brief ?? brief, sight: input.lastLook(), nowMs: input.nowMs(), isFinal: true }),
    );
    const stop = stops.find((one) => one !== null) ?? null;
    if (stop !== null) return stopLate(event, held, stop, input.lookAfresh());
    input.tellPassed();
  };

  const onFormData = (event: Event) => {
    if (isAsking() || !('formData' in event) || !isFormData(event.formData)) return;
    leaving()
      .findLast((one) => one.form === event.target)
      ?.data.push(event.formData);
  };

  const forget = () => {
    pass = null;
  };

  return { allow, onSubmit, onFormData, onNavigate, forget };
}

type SubmittedForm = Readonly<{ element: Element; submitter: Element | null; method: string }>;

/**
 * A page that listens for a key itself sends its form without a click: the key is the press then, in its own task. It is one
 * that the browser would take for it, too: Enter in a field of that form, or a press on that button.
 */
function isByKey({ element, submitter }: SubmittedForm, { by, key, target, ...press }: PressRecord, nowMs: number): boolean {
  if (by !== 'key' || target === null || !press.isTrusted || press.isTold || nowMs - press.heardMs > ENTER_MS) return false;
  return key === 'Enter' ? target === submitter || formEnteredIn(target) === element : key === ' ' && target === submitter;
}

function formOfSubmit(event: Event): SubmittedForm | null {
  const element = event.target;
  if (!isElement(element) || nameOfTag(element) !== 'form') return null;
  const submitter = 'submitter' in event && isElement(event.submitter) ? event.submitter : null;
  return { element, submitter, method: methodOf(element, submitter) };
}

/** What the browser would put together to send, and what that would be in the profile's classes. */
function sentBy({ element, submitter, method }: SubmittedForm, { profile }: PageBrief) {
  const entries = entriesWith(element, submitter);
  return { entries, request: classOf(profile, requestOf(method, addressOf(element, submitter), entries)) };
}

/** The data of a frame's form is not an instance of this window's class. */
function isFormData(value: unknown): value is FormData {
  return Object.prototype.toString.call(value) === '[object FormData]';
}

function stopWithout(control: PressControl, brief: PageBrief | null): StoppedBy {
  if (brief === null || brief.execution === null) return 'no-execution';
  return control === 'commit' ? 'no-release' : 'step-closed';
}

/** A form leaves from the tab that the profile says, its own or a new one, and from no other: only that one is open for it. */
function stopOfAim({ element, submitter }: SubmittedForm, spec: RequestClass | null): StoppedBy | null {
  return opensElsewhere(element, submitter) === (spec?.opens === 'new-tab') ? null : 'opens-elsewhere';
}

/** The page's own handlers ran between press and submit: the values must still be those that were armed. */
function stopOfChanged(fresh: Sight | null, brief: PageBrief, armedSight: PageReport | null): StoppedBy | null {
  const isSame =
    fresh !== null &&
    brief.armed !== null &&
    canonicalReadings(fresh.report.readings) === brief.armed.canonical &&
    isSameScreen(fresh.report, armedSight);
  return isSame ? null : 'readings-changed';
}

/** What the browser put together to send, held against the packet. JSON bodies are made by scripts and pass elsewhere. */
function stopOfBody(
  spec: RequestClass | null,
  entries: Entries,
  { brief, sight, nowMs, isFinal }: Readonly<{ brief: PageBrief; sight: Sight | null; nowMs: number; isFinal: boolean }>,
): StoppedBy | null {
  if (spec === null || spec.class !== 'commit') return 'body-differs';
  if (spec.body === null || spec.body.encoding !== 'urlencoded') return null;
  const faults = bodyFaults({
    profile: brief.profile,
    spec: spec.body,
    approved: brief.approved,
    body: Object.fromEntries(entries),
    zones: [...(sight?.report.readings ?? []), ...brief.zones],
    sentAtMs: nowMs,
    onlyFields: isFinal ? null : markedBefore(brief.profile),
  });
  return faults.length === 0 ? null : 'body-differs';
}

/** What a transfer list sends is marked by its page when the form is sent, behind us: it is held against the packet in what leaves. */
function markedBefore({ screens }: PageBrief['profile']): readonly string[] {
  return screens.flatMap(({ fields }) => fields.flatMap(({ id, kind }) => (kind === 'transfer' ? [] : [id])));
}

function destinationOf(event: Event): string {
  const destination: unknown = 'destination' in event ? event.destination : null;
  const url: unknown = typeof destination === 'object' && destination !== null && 'url' in destination ? destination.url : '';
  return typeof url === 'string' ? url : '';
}
