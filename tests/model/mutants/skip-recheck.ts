import { canonicalReadings } from '../../../lib/core/compare/canonical-readings.ts';
import { checkAll as real } from '../../../lib/workflow/checking.ts';
import { keyedReadings, lookAtConsole } from '../../../lib/workflow/looking.ts';

export * from '../../../lib/workflow/checking.ts';

/** What the preflight read is good enough for the recheck; only the screen is looked at again. */
export const checkAll: typeof real = async (context, run, purpose) => {
  if (purpose === 'preflight') return real(context, run, purpose);
  const look = await lookAtConsole(context, run);
  if (look === null) return real(context, run, purpose);
  run.readAtMs = context.ports.device.clock.nowMs();
  run.armedCanonical = canonicalReadings(look.report.readings);
  const result = { isGreen: true, legs: run.facts.legs, reasons: [], warnings: [] };
  const readings = await keyedReadings(context, run, look.report);
  const nonce = run.state.check?.nonce ?? '';
  await run.dispatch({ type: 'recheck-read', nonce, result, assessment: look.assessment, document: look.report.document, readings });
};
