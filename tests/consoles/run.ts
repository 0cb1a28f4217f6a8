import { type Playable, readyToPlay } from '../setup/ready.ts';
import { say } from '../setup/root.ts';
import { startCockpit } from './cockpit/cockpit.ts';
import type { Started } from './console.ts';
import { startDjango } from './django/django.ts';
import { startPhpMyAdmin } from './phpmyadmin/phpmyadmin.ts';

type Start = () => Promise<Started>;

const CONSOLES: Readonly<Record<string, Start>> = { 'django-admin': startDjango, phpmyadmin: startPhpMyAdmin, cockpit: startCockpit };
const NAME_WIDTH = 14;

/** Installs, starts and guards each console, or those that are named, and prints what was seen. One that is not there is passed over, but never in CI. */
export async function main(named: readonly string[]): Promise<number> {
  const known = Object.keys(CONSOLES);
  if (!named.every((one) => known.includes(one))) {
    say(`Known consoles: ${known.join(', ')}.`);
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
    const count = await played(name, start, ready);
    passed += count.passed;
    failed += count.failed;
  }
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

async function played(name: string, start: Start, ready: Playable): Promise<Readonly<{ passed: number; failed: number }>> {
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
