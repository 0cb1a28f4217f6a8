import { stayToTheEnd } from './afterwards.ts';
import { openByAddress } from './beginning.ts';
import { comeBack } from './coming-back.ts';
import { decidedLines, isSecurityCalled, isTriedWhileHeld, refusalsIn } from './journal.ts';
import { type Desk, isOver } from './operator.ts';
import type { Page } from './page.ts';
import { reasonsRead, seePanel } from './panel.ts';
import { calm, isSubmit, perform } from './performing.ts';
import type { OperatorStep, Plan, Played } from './plan.ts';
import { begin, type Seat, seatAt, sitDown } from './seat.ts';
import type { Sight } from './sight.ts';

const HEARD_TIMEOUT_MS = 40_000;
/** A list with one of these presses, or with keys, says itself what is sent; one that ends in a wait says how it ends. */
const SENDS: readonly string[] = ['submit', 'save-draft', 'abandon'];

/** Everybody who may act in a play: each before a browser of their own. */
export type Staff = Readonly<{ first: string; deskOf: (account: string) => Desk; comesOn: (account: string) => Promise<void> }>;

/** Plays one execution from the popup to its end, by default as a careful person does, else as the plan says. */
export async function play(staff: Staff, plan: Plan): Promise<Played> {
  const startedAtMs = performance.now();
  const troubles: string[] = [];
  const seats = new Map<string, Seat>();
  const seatOf = (account: string): Seat => {
    const known = seats.get(account) ?? seatAt(noting(staff.deskOf(account), account === staff.first ? '' : `${account}: `, troubles));
    seats.set(account, known);
    return known;
  };
  const first = seatOf(staff.first);
  first.desk.watch.onSight(first.desk.moments.see);
  // The popup was open before anybody watched for moments: that nothing is executed yet is one, too.
  first.desk.moments.see(first.desk.watch.now());
  const last = await act(staff, plan, seatOf);
  await first.desk.moments.settled();
  const judged = plan.of == null ? last : seatOf(plan.of);
  // After a restart the popup says only a little later where things stand.
  await calm(judged.desk);
  const waits = await Promise.all([...seats.values()].map(({ desk }) => heard(desk)));
  if (waits.includes(true)) await calm(judged.desk);
  const sight = await lastSight(judged);
  const lines = await decidedLines(judged.desk.watch.page());
  return {
    state: sight.state,
    reasons: sight.reasons,
    refusals: refusalsIn(lines),
    acknowledged: judged.warnings.acknowledged(),
    warnedAt: judged.warnings.warnedAt(),
    isEscalated: isSecurityCalled(lines) || judged.desk.watch.sights().some(({ isEscalated }) => isEscalated),
    isTriedWhileHeld: isTriedWhileHeld(lines),
    stage: sight.stage,
    missed: [
      ...first.desk.moments.missed().map((moment) => ({ of: 'during', moment }) as const),
      ...[...seats.values()].flatMap((seat) => seat.missed.map((moment) => ({ of: 'operator', moment }) as const)),
    ],
    troubles,
    tookMs: performance.now() - startedAtMs,
  };
}

/** A desk whose troubles are kept, and said with the name of whoever sits there. */
function noting(desk: Desk, name: string, troubles: string[]): Desk {
  const say = (line: string) => desk.say(`${name}${line}`);
  const trouble = (line: string) => {
    troubles.push(`${name}${line}`);
    say(line);
  };
  return { ...desk, say, trouble };
}

/** Goes through the steps, each by whoever it names, and on by default after the last one. Whoever acted last. */
async function act(staff: Staff, plan: Plan, seatOf: (account: string) => Seat): Promise<Seat> {
  const [opening] = plan.operator;
  const opensItself = opening !== undefined && 'open' in opening;
  let seat = seatOf(staff.first);
  if (opensItself) sitDown(seat, await openByAddress(seat.desk), { isUnguarded: true });
  else await begin(seat);
  const steps = opensItself ? plan.operator.slice(1) : plan.operator;
  let account = staff.first;
  // Whoever could not do one step leaves out their others; somebody else still does theirs.
  const stopped = new Set<Seat>();
  for (let index = 0; index < steps.length; index += 1) {
    const step = steps[index];
    if (step === undefined) break;
    const next = step.as ?? staff.first;
    if (next !== account) await staff.comesOn(next);
    account = next;
    seat = seatOf(next);
    if (stopped.has(seat) || !mayFollow(step, seat.desk.watch.now())) {
      stopped.add(seat);
      continue;
    }
    await comeBack(seat);
    const isDouble = isSubmit(step) && isSubmit(steps[index + 1]) && seat.desk.watch.now().state === 'armed';
    if (!(await perform(seat, step, isDouble))) stopped.add(seat);
    if (isDouble) index += 1;
  }
  await finish(
    seat,
    steps.filter((step) => (step.as ?? staff.first) === account),
  );
  return seat;
}

/** What a person does by default once their steps are done: whatever is left to do until the submission. */
async function finish(seat: Seat, steps: readonly OperatorStep[]): Promise<void> {
  let isAnew = await comeBack(seat);
  do {
    await goOn(seat, steps, isAnew);
    isAnew = await comeBack(seat);
  } while (isAnew);
  await stayToTheEnd(seat.desk, seat.warnings.acknowledge);
}

/** `isAnew`: what the steps did is lost, so they say no more how it ends. */
async function goOn({ desk, hands, isUnguarded }: Seat, steps: readonly OperatorStep[], isAnew: boolean): Promise<void> {
  const own = isAnew ? [] : steps;
  const last = own.at(-1);
  const saysTheEnd =
    (last !== undefined && ('wait' in last || ('popup' in last && last.popup === 'take-over'))) ||
    own.slice(lastDecision(own) + 1).some((step) => 'keys' in step || ('press' in step && !('in' in step) && SENDS.includes(step.press)));
  if (hands !== null && !saysTheEnd && !isUnguarded && !isOver(desk.watch.now()) && (await hands.operator.goToSubmit())) {
    if (desk.watch.now().state !== 'armed') await hands.submitting.pressOnce({ isDouble: false });
    await hands.submitting.finish();
  } else if (isSubmit(last)) {
    await hands?.submitting.finish();
  }
  await hands?.submitting.outcome();
}

/** Where a person decided to go on, everything begins anew. */
function lastDecision(steps: readonly OperatorStep[]): number {
  return steps.findLastIndex((step) => 'decide' in step);
}

/** Steps that make sense after an end or a halt: acts in our own pages, waiting for it, ending what was granted, and trying to get past it. */
function mayFollow(step: OperatorStep, now: Sight): boolean {
  if (!isOver(now) || 'popup' in step || 'decide' in step || 'wait' in step) return true;
  const isLeft = now.state === 'halted' && now.reasons.includes('takeover-held');
  if (isLeft && ('press' in step || 'keys' in step || 'history' in step || 'script' in step)) return true;
  return 'press' in step && !('in' in step) && step.press === 'revoke';
}

/** Where the execution stands at the end; where there is none, what people read instead. */
async function lastSight({ desk, hands, isUnguarded, refused, takeover }: Seat): Promise<Sight> {
  if (isUnguarded && hands !== null) return seenWithoutExecution(desk, hands.operator.page());
  const now = desk.watch.now();
  if (now.reasons.length > 0) return now;
  const left = now.state === 'closed' ? reasonsRead(await takeover.words()) : [];
  if (left.length > 0) return { ...now, reasons: left, stage: 'takeover' };
  return refused.length > 0 ? { ...now, reasons: refused, stage: 'preflight' } : now;
}

/** Without an execution the popup has nothing to say about the console: the panel on its page says it. */
async function seenWithoutExecution({ browser }: Desk, page: Page): Promise<Sight> {
  const panel = await seePanel(browser, page);
  const reasons = panel === null ? [] : reasonsRead(panel.words);
  return { atMs: Date.now(), state: panel?.state ?? 'closed', reasons, isEscalated: false, stage: 'entry' };
}

/** Nobody leaves while security has not been reached: also where the popup was opened anew in between. Whether that was waited for. */
async function heard({ watch }: Desk): Promise<boolean> {
  const isToWait = watch.sights().some(({ state }) => state === 'unknown') && !watch.now().isEscalated;
  if (isToWait) await watch.until(({ isEscalated }) => isEscalated, HEARD_TIMEOUT_MS);
  return isToWait;
}
