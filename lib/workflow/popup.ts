import type { CaseRecord, Operator } from '../core/approval/case-record.ts';
import { openHandover, unsettledHandover } from '../core/approval/handed-over.ts';
import { calledIn, someone } from '../core/approval/people.ts';
import { successorsOf } from '../core/approval/successors.ts';
import type { PanelTrouble } from '../core/compare/page-report.ts';
import { readLine } from '../core/evidence/journal.ts';
import { timelineWords } from '../core/evidence/timeline.ts';
import { ENFORCEMENT_WORDS } from '../core/execution/enforcement-words.ts';
import { momentWords } from '../core/execution/moment-words.ts';
import { isEnded } from '../core/execution/state.ts';
import { ONLY_SECURITY } from '../core/execution/taking-over.ts';
import type { ExecutionView, HealthLine, LeftCard, PopupView, RequestCard } from '../core/execution/view.ts';
import { standingOf, viewOf } from '../core/execution/view-of.ts';
import { takenBy } from '../core/gate/legs/case-leg.ts';
import type { ProfileOrigin } from '../core/profile/standing.ts';
import { sentence } from '../core/reason.ts';
import type { Answer } from '../ports/answer.ts';
import { openWindows } from './afterwards.ts';
import { callOptions } from './call-options.ts';
import { type Context, latestRun, systemsOf } from './context.ts';
import { openCalls } from './escalating.ts';
import { evidenceRows } from './evidence-rows.ts';
import { leftWords } from './left-behind.ts';
import { recorded } from './recorded.ts';
import type { Run } from './run.ts';

const ENTRIES_SHOWN = 6;
/** The newest executions; the evidence page has all of them. */
const EVIDENCE_SHOWN = 20;

/** Everything that the popup shows, made afresh. Whatever cannot be read is said, never left out. */
export async function popupView(context: Context, signedIn: 'in' | 'out'): Promise<PopupView> {
  const run = latestRun(context);
  const rest = {
    open: await openWindows(context),
    calls: await openCalls(context),
    evidence: (await evidenceRows(context)).slice(0, EVIDENCE_SHOWN),
  };
  if ((await context.ports.systems()) === null) return { health: await health(context, NOT_READ), body: { is: 'not-set-up' }, ...rest };
  const { caseSystem } = await systemsOf(context);
  const signedOut = async () => ({
    health: await health(context, { ...NOT_READ, you: SIGNED_OUT }),
    body: { is: 'signed-out' as const, system: caseSystem.name },
    ...rest,
  });
  if (signedIn === 'out') return signedOut();
  if (run !== null && (run.state.phase !== 'idle' || run.isReading))
    return { health: await health(context, ofRun(run)), body: await running(context, run), ...rest };
  if (run !== null && run.state.phase === 'idle' && run.state.checkHolds.length > 0) {
    const view = viewOf(run.state, factsOf(run), context.ports.device.clock.nowMs());
    return { health: await health(context, ofRun(run)), body: { is: 'preflight-red', view, why: redWords(run, view) }, ...rest };
  }
  if (context.waiting.size > 0) return { health: await health(context, NOT_READ), body: await waitingBody(context), ...rest };
  const [list, left, me] = await Promise.all([
    caseSystem.list(callOptions(context)),
    caseSystem.handedOver(callOptions(context)),
    caseSystem.me(callOptions(context)),
  ]);
  if (!list.isRead && list.isSignInOver === true) return signedOut();
  if (!list.isRead) {
    const rows = [
      { id: 'case', label: caseSystem.name, state: 'unknown' as const, seen: 'no answer', detail: sentence(list.reason), now: null },
    ];
    const body = {
      is: 'attention' as const,
      title: list.reason.code === 'case-unreachable' ? 'The case system does not answer' : 'The case system cannot be read',
      why: 'Approvals cannot be read, so nothing can be started. Unknown is never yes.',
      rows,
      now: 'Read again. If it stays away, call its duty desk, and do not use the console without Countersign.',
      standing: null,
    };
    return { health: await health(context, { ...NOT_READ, caseState: 'no answer' }), body, ...rest };
  }
  const who = me.isRead ? me.value.person : null;
  const readAt = new Date(context.ports.device.clock.nowMs()).toISOString().slice(11, 16);
  return {
    health: await health(context, { ...NOT_READ, caseState: REACHABLE, you: who?.name ?? null }),
    body: {
      is: 'ready',
      readAt: `${readAt} UTC`,
      requests: list.value.map((one) => card(one, context, who?.id ?? null)),
      left: left.isRead ? leftElsewhere(left.value, { own: list.value, me }) : null,
    },
    ...rest,
  };
}

/** How many legs are not green. Where all are, the case was not given: then no leg says why. */
function redWords({ facts: { legs } }: Run, { gate }: ExecutionView): string {
  const red = legs.filter((leg) => leg.reasons.length > 0).length;
  const why = red === 0 ? gate.why.join(' ') : `${red} of ${legs.length} legs are not green.`;
  return `${why} Nothing was opened and nothing was sent.`;
}

/** An execution of which only the journal can be read: what it says comes first, and why that is all. */
async function waitingBody(context: Context): Promise<PopupView['body']> {
  const rows = [...context.waiting].map(([id, { caseId, reason }]) => ({
    id,
    label: caseId ?? 'Journal',
    state: 'unknown' as const,
    seen: 'not taken up yet',
    detail: sentence(reason),
    now: null,
  }));
  const known = await Promise.all([...context.waiting.keys()].map((execution) => recorded(context, execution).catch(() => null)));
  const [first] = known.filter((one) => one !== null);
  return {
    is: 'attention',
    title: 'An execution has not ended',
    why: 'It was at work when the browser or the worker ended, and what it was about cannot be read yet. Nothing new can be started before.',
    rows,
    now: 'Read again. Do not use the console without Countersign. If it stays so, call security: something may have been sent.',
    standing: first === undefined ? null : standingOf(first.state),
  };
}

/** The facts that a view needs, from what the worker remembers. */
export function factsOf(run: Run): Parameters<typeof viewOf>[1] {
  const { facts } = run;
  const unsafeExits = run.lastReport?.unsafeExits ?? [];
  return { ...facts, profile: facts.known.profile, isReading: run.isReading, unsafeExits, panel: panelTrouble(run) };
}

/** What keeps the panel from being seen in the document that the tab shows; null where nothing does, or it has ended. */
export function panelTrouble({ panel, lastReport, state }: Run): PanelTrouble | null {
  const isOfNow = panel !== null && panel.document === lastReport?.document && state.tabId !== null;
  return isOfNow && !isEnded(state) ? panel.trouble : null;
}

async function running(context: Context, run: Run): Promise<PopupView['body']> {
  const lines = (await context.ports.device.journal.lines(run.execution)).slice(-40);
  const entries = lines.flatMap((line) => {
    const entry = readLine(line);
    const words = entry === null ? null : timelineWords(entry);
    return entry === null || words === null ? [] : [{ at: entry.at.slice(11, 16), says: words.says }];
  });
  return {
    is: 'running',
    view: viewOf(run.state, factsOf(run), context.ports.device.clock.nowMs()),
    entries: entries.slice(-ENTRIES_SHOWN).reverse(),
    warnings: run.state.warnings.filter((one) => one.acknowledged === null).map((one) => ({ id: one.id, says: sentence(one.reason) })),
  };
}

type Seen = Readonly<{ run: Run | null; caseState: string | null; you: string | null }>;

const SIGNED_OUT = 'signed out';
const REACHABLE = 'reachable';
/** Where the profile at work came from, as short as the foot has room. */
const PROFILE_FROM: Readonly<Record<ProfileOrigin, string>> = { shipped: 'built in', managed: 'by policy', imported: 'brought in' };
const NOT_READ: Seen = { run: null, caseState: null, you: null };

/** An execution at work remembers whether the case system answered when it was read last. */
function ofRun(run: Run): Seen {
  const isAway = run.facts.legs.some((leg) => leg.reasons.some((one) => one.code === 'case-unreachable'));
  return { run, caseState: isAway ? 'no answer' : REACHABLE, you: run.facts.operator?.person.name ?? null };
}

async function health(context: Context, { run, caseState, you }: Seen): Promise<PopupView['health']> {
  const enforcement = await context.ports.device.gate.enforcement();
  const profile = run?.facts.known ?? null;
  const profilesHere = (await context.ports.profiles()).length;
  const { secondSubmit, means } = ENFORCEMENT_WORDS[enforcement];
  const line = (label: string, value: string | null, isGood: boolean): HealthLine => ({
    label,
    value: value ?? 'not known yet',
    state: isGood ? 'green' : value === null ? 'unknown' : 'fix',
    means: null,
  });
  return [
    line('Case system', caseState, caseState === REACHABLE),
    line('You', you, you !== null && you !== SIGNED_OUT),
    line(
      'Profile',
      profile === null ? `${profilesHere} here` : `${profile.profile.version}, ${PROFILE_FROM[profile.origin]}`,
      profilesHere > 0,
    ),
    { ...line('Second submit', secondSubmit, enforcement === 'one-shot'), means },
  ];
}

function card(record: CaseRecord, context: Context, operator: string | null): RequestCard {
  const { packet } = record;
  const nowMs = context.ports.device.clock.nowMs();
  const taken = takenBy(record, operator);
  return {
    caseId: record.id,
    tenant: packet.tenant,
    incident: packet.incident.id,
    packetVersion: packet.version,
    scope: packet.scope,
    administrator: packet.administrator.subject,
    window: windowWords(packet.window, nowMs),
    approvals: Object.entries(record.approvals).map(([authority, one]) => ({
      label: authority,
      seen: [
        ...(one.decision === 'approved' && one.decidedAt !== null ? [] : [one.decision]),
        ...(one.decidedAt === null ? [] : [ago(one.decidedAt, nowMs)]),
      ].join(', '),
      isGiven: one.decision === 'approved',
    })),
    blocked: taken === null ? null : sentence(taken),
    isLeft: openHandover(record)?.mayHaveLeft === false,
  };
}

function ago(instant: string, nowMs: number): string {
  return `${Math.max(0, Math.round((nowMs - Date.parse(instant)) / 60_000))} min ago`;
}

type Looking = Readonly<{ own: readonly CaseRecord[]; me: Answer<Operator> }>;

/** What was left and is on no card of this operator's own. */
function leftElsewhere(left: readonly CaseRecord[], { own, me }: Looking): readonly LeftCard[] {
  return left.flatMap((record) => {
    const handover = unsettledHandover(record);
    const isOnCard = own.some(({ id }) => id === record.id) && handover?.mayHaveLeft === false;
    if (handover === null || isOnCard) return [];
    const { id: caseId, packet, people } = record;
    const { mayHaveLeft } = handover;
    const left = mayHaveLeft ? leftWords(record, handover) : `${calledIn(someone(people, handover.by))} halted this execution.`;
    const decision = decisionOf(record, mayHaveLeft, me);
    const says = decision === 'look' ? `${left} ${mayHaveLeft ? ONLY_SECURITY : NOT_YOURS}` : left;
    return [{ caseId, tenant: packet.tenant, says, mayHaveLeft, decision }];
  });
}

const NOT_YOURS = 'You may not go on with it; who may stands in the case.';

/** What may have left only security settles; what has not, those go on with who may. As long as it is not known who is here, nobody does. */
function decisionOf(record: CaseRecord, mayHaveLeft: boolean, me: Answer<Operator>): LeftCard['decision'] {
  if (!me.isRead) return 'look';
  const { id, roles } = me.value.person;
  if (mayHaveLeft) return roles.includes('security') ? 'reconcile' : 'look';
  return successorsOf(record).includes(id) ? 'take-over' : 'look';
}

function windowWords({ start, end }: CaseRecord['packet']['window'], nowMs: number): string {
  if (end === null) return 'no approved end';
  const until = `until ${momentWords(end, nowMs)}`;
  const minutes = Math.round((Date.parse(end) - Date.parse(start ?? '')) / 60_000);
  if (Number.isNaN(minutes)) return until;
  const hours = Math.floor(minutes / 60);
  const length = hours === 0 ? `${minutes} min` : minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
  return `${length}, ${until}`;
}
