import { picturePath, recordPath } from '../core/evidence/bundle-names.ts';
import { capturesIn, isPictureSaid } from '../core/evidence/captures.ts';
import { entriesIn } from '../core/evidence/journal.ts';
import type { DisplayRecord } from '../core/evidence/record.ts';
import type { Phase } from '../core/execution/state.ts';
import { reason } from '../core/reason.ts';
import type { Context } from './context.ts';
import { readJson } from './kept-json.ts';
import type { Run } from './run.ts';

/**
 * From the recheck to the outcome nothing is drawn. Where the extension's process dies while Chrome's drawing document is
 * open, Chrome puts the whole extension out, and the rules that close the console with it.
 */
const UNDRAWN: ReadonlySet<Phase> = new Set<Phase>(['rechecking', 'armed', 'committing', 'confirming']);
const LOOK_EVERY_MS = 100;

/**
 * Draws every capture of an execution that has no picture yet, also those that a worker before this one left undrawn.
 * Where one cannot be drawn its record stands, and the journal says why.
 */
export function drawCaptures(context: Context, run: Run): Promise<void> {
  const next = () => drawMissing(context, run);
  run.drawing = run.drawing.then(next, next);
  return run.drawing;
}

async function drawMissing(context: Context, run: Run): Promise<void> {
  const { journal } = context.ports.device;
  const missing = capturesIn(entriesIn(await journal.lines(run.execution))).filter(({ body }) => !isPictureSaid(body));
  for (const { body } of missing) {
    const record = await readJson<DisplayRecord>(context, run.execution, recordPath(body.record));
    await untilCalm(context);
    if (context.signal.aborted) return;
    const drawn = record === null ? { because: 'RecordMissing' } : await draw(context, run, { record, name: body.record });
    if (context.signal.aborted) return;
    await run.dispatch({ type: 'noted', what: 'pictured', body: { record: body.record, picture: null, because: null, ...drawn } });
    if ('because' in drawn) await warnOfPicture(run, record?.screen.title ?? body.screen);
  }
}

async function untilCalm({ ports, runs, signal }: Context): Promise<void> {
  while (!signal.aborted && [...runs.values()].some(({ state }) => UNDRAWN.has(state.phase)))
    await ports.device.clock.sleep(LOOK_EVERY_MS, signal);
}

async function draw(
  { ports }: Context,
  { execution }: Run,
  { record, name }: Readonly<{ record: DisplayRecord; name: string }>,
): Promise<Readonly<{ picture: string }> | Readonly<{ because: string }>> {
  const { renderer, signer, journal } = ports.device;
  try {
    const png = await renderer.draw(record);
    const picture = await signer.sha256(png);
    await journal.putFile(execution, picturePath(name), png);
    return { picture };
  } catch (error) {
    return { because: error instanceof Error ? error.name : 'unknown' };
  }
}

/** A person is told once: every screen after it would only say the same again. */
async function warnOfPicture(run: Run, screen: string): Promise<void> {
  if (run.state.warnings.some((one) => one.reason.code === 'capture-failed')) return;
  await run.dispatch({ type: 'warned', reasons: [reason('capture-failed', { screen })] });
}
