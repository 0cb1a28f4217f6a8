import type { Situation } from '../../scenarios/scenario.ts';
import { BadScenario, readScenario } from '../../scenarios/scenario.ts';
import type { BrowserName } from '../../setup/browser.ts';
import { readyToPlay } from '../../setup/ready.ts';
import { say } from '../../setup/root.ts';
import { byHand } from './by-hand.ts';
import { byPerson } from './by-person.ts';

/** What `npm start` was asked for. `minutes`: it stops by itself after that long. */
export type StartOptions = Readonly<{
  isHeadless: boolean;
  /** No display was found, so the practised hand plays. */
  isChosenByItself: boolean;
  out: string | null;
  skin: 'server' | 'spa' | null;
  browser: BrowserName;
  scenario: string | null;
  minutes: number | null;
}>;

/** What both ways of starting need: a browser, a build, and the situation to start from. */
export type Ready = Readonly<{ browser: string; extension: string; situation: Situation | null }>;

export async function main(options: StartOptions): Promise<number> {
  let situation: Situation | null = null;
  try {
    situation = options.scenario === null ? null : (readScenario(options.scenario)[0] ?? null);
  } catch (error) {
    if (!(error instanceof BadScenario)) throw error;
    say(error.message);
    return 2;
  }
  const found = await readyToPlay(options.browser);
  if (!found.isReady) {
    say(found.says);
    return 1;
  }
  const ready: Ready = { browser: found.executablePath, extension: found.extension, situation };
  try {
    return options.isHeadless ? await byHand(options, ready) : await byPerson(options, ready);
  } catch (error) {
    if (!isPortTaken(error)) throw error;
    say('The ports of the practice range are taken: it seems to be running already. Stop the other one, then start again.');
    return 1;
  }
}

function isPortTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}
