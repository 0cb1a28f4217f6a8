// Plain JavaScript, so that a wrong option is said before anything is installed.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

const USAGE = 'npm start -- [--headless] [--out DIR] [--skin server|spa] [--browser chromium|firefox] [--scenario FILE] [--minutes N]';
const MINUTES_MAX = 1440;

/** What `npm start` was asked for, or one sentence that says what is wrong with it. */
export function readOptions(args) {
  let values;
  try {
    ({ values } = parseArgs({
      args,
      options: {
        headless: { type: 'boolean' },
        out: { type: 'string' },
        skin: { type: 'string' },
        browser: { type: 'string' },
        scenario: { type: 'string' },
        minutes: { type: 'string' },
      },
    }));
  } catch (error) {
    return `${error.message.split(/\.\s/)[0].replace(/\.$/, '')}. Usage: ${USAGE}`;
  }
  const { skin = null, browser = 'chromium', out = null, scenario = null, minutes = null } = values;
  if (skin !== null && skin !== 'server' && skin !== 'spa') return `--skin is server or spa, not "${skin}".`;
  if (browser !== 'chromium' && browser !== 'firefox') return `--browser is chromium or firefox, not "${browser}".`;
  if (out === '') return '--out needs a folder.';
  if (scenario !== null && !existsSync(scenario)) return `--scenario names ${scenario}, but there is no such file.`;
  const number = minutes === null ? null : Number(minutes);
  if (number !== null && !(Number.isFinite(number) && number > 0 && number <= MINUTES_MAX)) {
    return `--minutes is a number over 0 and up to ${MINUTES_MAX}, not "${minutes}".`;
  }
  return {
    isHeadless: values.headless === true || !hasDisplay(),
    isChosenByItself: values.headless !== true && !hasDisplay(),
    out: out === null ? null : resolve(out),
    skin,
    browser,
    scenario: scenario === null ? null : resolve(scenario),
    minutes: number,
  };
}

function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}
