import type { ScreenId } from '../core/compare/reading.ts';
import { reason } from '../core/reason.ts';
import type { RequestEnd } from '../ports/device.ts';
import { type Context, remember } from './context.ts';
import type { Run } from './run.ts';

/** Press and request reach the worker by different ways, and the console draws its next screen after them: within this much. */
const BESIDE_MS = 1_500;

type Stopped = Pick<RequestEnd, 'method' | 'url'>;

/**
 * The rules stopped a request that the profile does not know. Where a step was pressed beside it and the console stayed where it
 * was, the person is told why nothing happens. What a page sends by itself is stopped as well, and is nobody's step. A page that does
 * so all the time is looked at once at a time.
 */
export async function stoppedAstray(context: Context, run: Run, stopped: Stopped): Promise<void> {
  if (run.isLookingAstray) return;
  run.isLookingAstray = true;
  await sayWhichStep(context, run, stopped).finally(() => {
    run.isLookingAstray = false;
  });
}

async function sayWhichStep(context: Context, run: Run, { method, url }: Stopped): Promise<void> {
  const { clock } = context.ports.device;
  const atMs = clock.nowMs();
  await clock.sleep(BESIDE_MS, context.signal);
  const { lastStep, lastReport, seenAtMs, facts } = run;
  if (lastStep === null || Math.abs(lastStep.atMs - atMs) > BESIDE_MS || seenAtMs >= lastStep.atMs - BESIDE_MS) return;
  const { screen } = lastStep;
  if (screen === null || lastReport?.screen !== screen || facts.astray?.screen === screen) return;
  const detail = `this step sent a ${method} to ${new URL(url).host} that the profile does not know, and it was stopped`;
  const because = reason('not-guardable', { detail });
  await run.dispatch({ type: 'noted', what: 'step-held', body: { because } });
  await remember(context, run, { astray: { screen, because } });
}

/** The console went on all the same, or shows another screen. */
export async function goneOn(context: Context, run: Run, screen: ScreenId | null): Promise<void> {
  const { astray } = run.facts;
  if (astray !== null && astray.screen !== screen) await remember(context, run, { astray: null });
}
