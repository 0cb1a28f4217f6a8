import { canonicalReadings } from '../core/compare/canonical-readings.ts';
import type { PageReport, PressControl, StoppedBy } from '../core/compare/page-report.ts';
import { bodyFaults } from '../core/execution/body.ts';
import type { RequestClass } from '../core/profile/profile.ts';
import type { PageBrief } from '../wire/page-link.ts';
import { isElement, nameOfTag } from './dom.ts';
import type { HoldState } from './hold-state.ts';
import { isSameScreen } from './passing.ts';
import { type PressRecord, stopEvent } from './press-record.ts';
import { type Entries, entriesIn, entriesWith } from './read/entries.ts';
import type { Sight } from './report.ts';
import type { Settling } from './settling.ts';
import { addressOf, classOf, leadsTo, methodOf, requestOf, type Spot, spotOf } from './spot.ts';

export type SendingInput = Readonly<{
  state: HoldState;
  nowMs: () => number;
  lookAfresh: () => Sight | null;
  lastLook: () => Sight | null;
  tell: Settling['tell'];
}>;

/** What comes after a press: the form's `submit`, and the navigation that sends it. */
export type Sending = Readonly<{
  /** A press was let through: one form may be sent by it. */
  allow(spot: Spot, press: PressRecord): void;
  onSubmit(event: Event, press: PressRecord): void;
  onNavigate(event: Event, press: PressRecord): void;
}>;

/** A page may check its form before it sends it; a press that led to nothing for this long leads to nothing. */
const PASS_MS = 2_000;

type Pass = { readonly control: PressControl; readonly press: PressRecord; readonly untilMs: number; submits: number; navigations: number };

export function createSending(input: SendingInput): Sending {
  let pass: Pass | null = null;

  const passFor = (control: PressControl): Pass | null =>
    pass !== null && leadsTo(pass.control, control) && input.nowMs() <= pass.untilMs ? pass : null;

  /** Sent without a press that was let through: by a script, by a press that was stopped, or a second time. */
  const refuse = (event: Event, control: PressControl, press: PressRecord) => {
    stopEvent(event);
    const record: PressRecord = { ...press, isTrusted: false, isTold: false, isStopped: true };
    const sight = input.lookAfresh();
    input.tell({ control }, record, stopWithout(control, input.state.brief), sight);
  };

  const stopLate = (event: Event, held: Pass, stoppedBy: StoppedBy, sight: Sight | null) => {
    stopEvent(event);
    pass = null;
    input.tell({ control: held.control }, { ...held.press, isTold: false }, stoppedBy, sight);
  };

  const onSubmit = (event: Event, press: PressRecord) => {
    const form = event.target;
    if (!isElement(form) || nameOfTag(form) !== 'form') return;
    const submitter = 'submitter' in event && isElement(event.submitter) ? event.submitter : null;
    const method = methodOf(form, submitter);
    if (method === 'DIALOG') return;
    const brief = input.state.brief;
    const sight = input.lastLook();
    if (brief === null || sight === null) return method === 'POST' ? stopEvent(event) : undefined;
    const entries = entriesWith(form, submitter);
    const request = classOf(brief.profile, requestOf(method, addressOf(form, submitter), entries));
    const spot = submitter === null ? null : spotOf(submitter, brief.profile, sight.finder, sight.report.lookalikes);
    if (request.is === 'free' && (spot === null || (spot.control === 'back' && !spot.isSending))) return;
    const control = spot?.control ?? (request.is === 'held' ? request.control : 'step');
    const held = passFor(control);
    if (held === null || held.submits === 0) return refuse(event, control, press);
    held.submits -= 1;
    if (control !== 'commit') return;
    const fresh = input.lookAfresh();
    const stop =
      stopOfChanged(fresh, brief, input.state.armedSight) ??
      (request.is === 'free' ? null : stopOfBody(request.spec, entries, brief, fresh));
    if (stop !== null) stopLate(event, held, stop, fresh);
  };

  const onNavigate = (event: Event, press: PressRecord) => {
    const data: unknown = 'formData' in event ? event.formData : null;
    if (!(data instanceof FormData)) return;
    const brief = input.state.brief;
    if (brief === null) return stopEvent(event);
    const entries = entriesIn(data);
    const request = classOf(brief.profile, requestOf('POST', destinationOf(event), entries));
    if (request.is === 'free') return;
    const held = passFor(request.control);
    if (held === null || held.navigations === 0) return refuse(event, request.control, press);
    held.navigations -= 1;
    if (request.control !== 'commit') return;
    const stop = stopOfBody(request.spec, entries, brief, input.lastLook());
    if (stop !== null) stopLate(event, held, stop, input.lookAfresh());
  };

  return {
    allow(spot, press) {
      pass = { control: spot.control, press, untilMs: input.nowMs() + PASS_MS, submits: 1, navigations: 1 };
    },
    onSubmit,
    onNavigate,
  };
}

function stopWithout(control: PressControl, brief: PageBrief | null): StoppedBy {
  if (brief === null || brief.execution === null) return 'no-execution';
  return control === 'commit' ? 'no-release' : 'step-closed';
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
function stopOfBody(spec: RequestClass | null, entries: Entries, brief: PageBrief, sight: Sight | null): StoppedBy | null {
  if (spec === null || spec.class !== 'commit') return 'body-differs';
  if (spec.body === null || spec.body.encoding !== 'urlencoded') return null;
  const zone = sight?.report.readings.find((one) => one.zone !== null)?.zone ?? null;
  const faults = bodyFaults({
    profile: brief.profile,
    spec: spec.body,
    approved: brief.approved,
    body: Object.fromEntries(entries),
    zone,
    onlyFields: null,
  });
  return faults.length === 0 ? null : 'body-differs';
}

function destinationOf(event: Event): string {
  const destination: unknown = 'destination' in event ? event.destination : null;
  const url: unknown = typeof destination === 'object' && destination !== null && 'url' in destination ? destination.url : '';
  return typeof url === 'string' ? url : '';
}
