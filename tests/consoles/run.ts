import { readyToPlay } from '../setup/ready.ts';
import { say } from '../setup/root.ts';
import { startCockpit } from './cockpit/cockpit.ts';
import type { Started } from './console.ts';
import { startDjango } from './django/django.ts';

const CONSOLES: Readonly<Record<string, () => Promise<Started>>> = { 'Django admin': startDjango, Cockpit: startCockpit };
const NAME_WIDTH = 14;

/** Installs, starts and guards each console, and prints what was seen. One that is not there is passed over, but never in CI. */
export async function main(): Promise<number> {
  const ready = await readyToPlay();
  if (!ready.isReady) {
    say(ready.says);
    return 1;
  }
  let [passed, failed] = [0, 0];
  for (const [name, start] of Object.entries(CONSOLES)) {
    const started = await start();
    if (!started.isRunning) {
      console.log(`${name.padEnd(NAME_WIDTH)} passed over: ${started.because}`);
      if ((process.env.CI ?? '') !== '') failed += 1;
      continue;
    }
    try {
      for (const { what, wrong } of await started.play(ready)) {
        console.log(`${name.padEnd(NAME_WIDTH)} ${wrong === null ? 'ok' : 'NO'}  ${what}${wrong === null ? '' : `: ${wrong}`}`);
        if (wrong === null) passed += 1;
        else failed += 1;
      }
    } finally {
      await started.stop();
    }
  }
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}
