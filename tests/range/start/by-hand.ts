import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { exportBundle } from '../../hand/export.ts';
import type { Desk } from '../../hand/operator.ts';
import type { Played } from '../../hand/plan.ts';
import { HUMAN } from '../../hand/screens.ts';
import type { Stage } from '../../hand/stage.ts';
import { openStage } from '../../hand/stage.ts';
import type { Verified } from '../../hand/verify.ts';
import { verifyBundle } from '../../hand/verify.ts';
import { differences, observed } from '../../scenarios/verdict.ts';
import { ROOT, say } from '../../setup/root.ts';
import type { Ready, StartOptions } from './main.ts';

/** The last line that a headless start prints. */
type Result = Readonly<{
  outcome: string;
  commits: number;
  bundle: string | null;
  verified: boolean;
  enforcement: string | null;
  seconds: number;
}>;

const MINUTES_DEFAULT = 5;
const MINUTE_MS = 60_000;

/** The practised hand plays one execution from the popup to the exported bundle, and three judges look at the bundle. */
export async function byHand(options: StartOptions, ready: Ready): Promise<number> {
  if (options.isChosenByItself) say('No display here: the practised hand plays instead of a person.');
  const startedAtMs = performance.now();
  const tell = (line: string) => console.log(`${((performance.now() - startedAtMs) / 1000).toFixed(1).padStart(6)} s  ${line}`);
  const stage = await openStage({ name: options.browser, executablePath: ready.browser, extension: ready.extension, isHeadless: true });
  const stop = new AbortController();
  const onSignal = () => stop.abort('stopped by a signal');
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  const limit = setTimeout(() => stop.abort('the time was up'), (options.minutes ?? MINUTES_DEFAULT) * MINUTE_MS);
  try {
    const ended = new Promise<string>((resolve) =>
      stop.signal.addEventListener('abort', () => resolve(String(stop.signal.reason)), { once: true }),
    );
    const code = await Promise.race([walk(stage, options, ready, { tell, startedAtMs }), ended]);
    if (typeof code === 'number') return code;
    say(`The play did not end: ${code}.`);
    return 1;
  } finally {
    clearTimeout(limit);
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
    await stage.close();
  }
}

type Telling = Readonly<{ tell: (line: string) => void; startedAtMs: number }>;

async function walk(stage: Stage, options: StartOptions, ready: Ready, { tell, startedAtMs }: Telling): Promise<number> {
  const out = options.out ?? join(ROOT, 'out');
  await mkdir(out, { recursive: true });
  const { situation } = ready;
  let bundle: string | null = null;
  let verified: Verified | null = null;
  const after = async (desk: Desk, played: Played) => {
    tell(`outcome: ${played.state}${played.reasons.map((code) => ` ${code}`).join('')}`);
    if (!isExportable(played)) return;
    bundle = await exportBundle(desk.browser.context(), desk.watch.page(), out, HUMAN);
    tell(`exported ${bundle}`);
    verified = await verifyBundle(bundle, await stage.control.devices(), out);
    for (const line of verified.says) tell(line);
  };
  const { played, oracle } = await stage.play({
    skin: options.skin ?? situation?.skins[0] ?? 'server',
    given: situation?.given ?? [],
    plan: { operator: situation?.operator ?? [], during: situation?.during ?? [] },
    pace: HUMAN,
    say: tell,
    after,
  });
  const result: Result = {
    outcome: played.state === 'closed' ? 'idle' : played.state,
    commits: oracle.commits,
    bundle,
    ...judged(verified),
    seconds: Math.round((performance.now() - startedAtMs) / 100) / 10,
  };
  const isAsExpected =
    situation === null
      ? result.outcome === 'confirmed' && result.commits === 1 && result.verified
      : differences(situation.expect, observed(played, oracle)).length === 0;
  console.log(JSON.stringify(result));
  return isAsExpected ? 0 : 1;
}

function judged(verified: Verified | null): Readonly<{ verified: boolean; enforcement: string | null }> {
  return { verified: verified?.isVerified ?? false, enforcement: verified?.enforcement ?? null };
}

/** A bundle exists once the execution has closed. */
function isExportable({ state }: Played): boolean {
  return ['confirmed', 'rejected', 'unknown', 'abandoned'].includes(state);
}
