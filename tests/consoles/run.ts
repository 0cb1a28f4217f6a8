import { readyToPlay } from '../setup/ready.ts';
import { say } from '../setup/root.ts';
import { startCockpit } from './cockpit/cockpit.ts';
import type { Asked, Started } from './console.ts';
import { startDjango } from './django/django.ts';
import { startPhpMyAdmin } from './phpmyadmin/phpmyadmin.ts';

type Start = () => Promise<Started>;

const CONSOLES: Readonly<Record<string, Start>> = { 'django-admin': startDjango, phpmyadmin: startPhpMyAdmin, cockpit: startCockpit };
const NAME_WIDTH = 14;

const PICTURES = '--pictures';

/**
 * Installs, starts and guards each console, or those that are named, and prints what was seen. One that is not there is passed over, but
 * never in CI. With `--pictures` those of the documents are taken anew.
 */
export async function main(args: readonly string[]): Promise<number> {
  const known = Object.keys(CONSOLES);
  const named = args.filter((one) => one !== PICTURES);
  const isPictured = args.includes(PICTURES);
  if (!named.every((one) => known.includes(one))) {
    say(`Known consoles: ${known.join(', ')}. With ${PICTURES} the documents' pictures are taken.`);
    return 2;
  }
  const ready = await readyToPlay();
  if (!ready.isReady) {
    say(ready.says);
    return 1;
  }
  let [passed, failed] = [0, 0];
  for (const [name, start] of Object.entries(CONSOLES)) {
    if (named.length > 0 && !named.includes(name)) continue;
    const count = await played(name, start, { ...ready, isPictured });
    passed += count.passed;
    failed += count.failed;
  }
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

async function played(name: string, start: Start, ready: Asked): Promise<Readonly<{ passed: number; failed: number }>> {
  const started = await start();
  if (!started.isRunning) {
    console.log(`${name.padEnd(NAME_WIDTH)} passed over: ${started.because}`);
    return { passed: 0, failed: (process.env.CI ?? '') === '' ? 0 : 1 };
  }
  try {
    const seen = await started.play(ready);
    for (const { what, wrong } of seen)
      console.log(`${name.padEnd(NAME_WIDTH)} ${wrong === null ? 'ok' : 'NO'}  ${what}${wrong === null ? '' : `: ${wrong}`}`);
    const passed = seen.filter(({ wrong }) => wrong === null).length;
    return { passed, failed: seen.length - passed };
  } finally {
    await started.stop();
  }
}
