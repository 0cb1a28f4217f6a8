import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { findBrowser } from '../setup/browser.ts';
import { build, type Target } from '../setup/build.ts';
import { run } from '../setup/commands.ts';
import type { Found, Parts, Step } from './step.ts';
import { together } from './together.ts';

const TOOL_TIMEOUT_MS = 180_000;
const TESTS_TIMEOUT_MS = 1_200_000;
const SCENARIOS_TIMEOUT_MS = 900_000;
const TAMPER_TIMEOUT_MS = 1_200_000;
const TAMPER_RUNS = 20_000;
const MASKING_TIMEOUT_MS = 600_000;
const MODEL_TIMEOUT_MS = 1_800_000;
const GATE_TIMEOUT_MS = 2_400_000;
const KITS_TIMEOUT_MS = 1_800_000;
const LONG_TIMEOUT_MS = 3_600_000;
/** Some 320 plays a console, of up to twenty seconds each. */
const ALL_SCENARIOS_TIMEOUT_MS = 9_000_000;
const NODE = process.execPath;

const tool = (name: string, command: string, args: readonly string[]): Step => ({
  name,
  run: async () => {
    const { code, output } = await run(command, args, { timeoutMs: TOOL_TIMEOUT_MS });
    return code === 0 ? { isGood: true, passed: 0, lines: [] } : { isGood: false, passed: 0, failed: 1, output };
  },
});

const builds = (target: Target): Step => ({
  name: `build for ${target}`,
  run: async () => {
    const built = await build(target);
    return built.isBuilt ? { isGood: true, passed: 0, lines: [] } : { isGood: false, passed: 0, failed: 1, output: built.output };
  },
});

const browser: Step = {
  name: 'a browser',
  run: async () => {
    const found = await findBrowser();
    if (!found.isFound) return { isGood: false, passed: 0, failed: 1, output: found.advice };
    return { isGood: true, passed: 0, lines: [`${found.browser.version}, ${found.browser.path}`] };
  },
};

/** `rounds`: how often what is repeated is repeated, by the name that the tests read it under. */
type Many = Readonly<{ rounds: NodeJS.ProcessEnv; timeoutMs: number }>;

const tests = (
  project: string,
  more: readonly string[] = [],
  { rounds, timeoutMs }: Many = { rounds: {}, timeoutMs: TESTS_TIMEOUT_MS },
): Step => ({
  name: `${project} tests`,
  run: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'countersign-tests-'));
    const report = join(folder, 'report.json');
    const args = ['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile=${report}`, ...more];
    try {
      const { code, output } = await run('vitest', args, { timeoutMs, env: { ...process.env, ...rounds, NO_COLOR: '1' } });
      return counted(code, stripVTControlCharacters(output), report);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
});

/** What is shown of tests that passed: their counts, and what those that try thousands of things came to. */
const SHOWN = /^\s+(Test Files|Tests)\s|^Reached by /;

function counted(code: number | null, output: string, report: string): Found {
  const { passed, failed } = readCounts(report);
  if (code !== 0) return { isGood: false, passed, failed: Math.max(failed, 1), output };
  return { isGood: true, passed, lines: output.split('\n').filter((line) => SHOWN.test(line)) };
}

function readCounts(report: string): Readonly<{ passed: number; failed: number }> {
  let text: string;
  try {
    text = readFileSync(report, 'utf8');
  } catch {
    // A run that ended before its report counts as one failure, which the caller adds.
    return { passed: 0, failed: 0 };
  }
  const value: unknown = JSON.parse(text);
  const count = (key: string) => Number(typeof value === 'object' && value !== null ? Reflect.get(value, key) : 0);
  return { passed: count('numPassedTests'), failed: count('numFailedTests') };
}

type Script = Readonly<{ name: string; path: string; args: readonly string[]; timeoutMs: number; says: RegExp; shows: RegExp | null }>;

/** A round of its own: its lines that fit `says` are told as they come, those that fit `shows` at the end. One that counts nothing is one test. */
const script = ({ name, path, args, timeoutMs, says, shows }: Script): Step => ({
  name,
  run: async (say, { signal, isBeside }) => {
    const onLine = (line: string) => {
      if (says.test(line)) say(line);
    };
    const { code, output } = await run(NODE, [path, ...args], { timeoutMs, onLine, signal, isLowest: isBeside });
    const [, passed = '1', failed = '0'] = /^(\d+) passed, (\d+) failed$/m.exec(output) ?? [];
    if (code !== 0) return { isGood: false, passed: failed === '0' ? 0 : Number(passed), failed: Math.max(Number(failed), 1), output };
    return { isGood: true, passed: Number(passed), lines: shows === null ? [] : output.split('\n').filter((line) => shows.test(line)) };
  },
});

const scenarios = (name: string, args: readonly string[], timeoutMs: number): Step =>
  script({ name, path: join('tests', 'scenarios', 'main.mjs'), args, timeoutMs, says: /^(ok|FAIL)\s/, shows: null });

/** A part that is played in Firefox. Where none can be had, the part says that it was left out; on a machine that only tests, that is a failure. */
const inFirefox = (step: Step): Step => ({
  name: step.name,
  run: async (say, manner) => {
    const found = await findBrowser('firefox');
    if (found.isFound) return step.run(say, manner);
    const isTestMachine = (process.env.CI ?? '') !== '';
    if (isTestMachine) return { isGood: false, passed: 0, failed: 1, output: found.advice };
    return { isGood: true, passed: 0, lines: [`LEFT OUT, there is no Firefox here. ${found.advice.split('\n')[0] ?? ''}`] };
  },
});

/** Forgeries of bundles, spread over the cores. */
const tamper: Step = script({
  name: 'tampering',
  path: join('tests', 'tamper', 'main.mjs'),
  args: ['--runs', String(TAMPER_RUNS)],
  timeoutMs: TAMPER_TIMEOUT_MS,
  says: /^(seed|FAULT)\s|^\d+ of \d+$/,
  shows: /^\d+ of \d+ refused/,
});

/** Secrets planted in every way that a page can hold one, looked for in everything that comes out. */
const masking: Step = script({
  name: 'masking',
  path: join('tests', 'masking', 'main.mjs'),
  args: [],
  timeoutMs: MASKING_TIMEOUT_MS,
  says: /^\s+(LEAK|NOT)\s/,
  shows: /^(secrets|outputs) /,
});

/** Every known way to send a commit, without the extension and with it. */
const gate = (name: string, args: readonly string[]): Step =>
  script({
    name,
    path: join('tests', 'gate', 'main.mjs'),
    args,
    timeoutMs: GATE_TIMEOUT_MS,
    says: /^(VIOLATION|control:|page:|network:|best-effort:|one-shot:) /,
    shows: /^\d+ distinct ways arrive|^With all layers/,
  });

/** Worker, extension, browser and the console’s tab killed in the middle of the work. */
const fault = (name: string, args: readonly string[]): Step =>
  script({
    name,
    path: join('tests', 'fault', 'main.mjs'),
    args,
    timeoutMs: LONG_TIMEOUT_MS * 2,
    says: /^(ok|FAULT) /,
    shows: /^armed and dead/,
  });

/** Random walks through the protocol, and its mutants. */
const model: Step = script({
  name: 'model',
  path: join('tests', 'model', 'main.mjs'),
  args: [],
  timeoutMs: MODEL_TIMEOUT_MS,
  says: /^\s*(SURVIVED|BROKEN)\s/,
  shows: /^\d+ walks, /,
});

/** Controls of real component kits, operated as a hand does. */
const kits: Step = script({
  name: 'kits',
  path: join('tests', 'kits', 'main.mjs'),
  args: [],
  timeoutMs: KITS_TIMEOUT_MS,
  says: /^\s+NO\s|^Installing/,
  shows: /^\d+ kits, /,
});

/** Consoles that nobody here wrote, installed from Debian and guarded. */
const consoles = (name: string, args: readonly string[]): Step =>
  script({
    name,
    path: join('tests', 'consoles', 'main.mjs'),
    args,
    timeoutMs: KITS_TIMEOUT_MS,
    says: /\bNO\b|passed over|^Installing/,
    shows: /^\d+ passed/,
  });

const SCENARIOS = join('tests', 'scenarios');
const scenario = (name: string) => join(SCENARIOS, `${name}.json`);
/** What every run plays on both practice consoles: something of each stage. The rest is played by the long rounds. */
const PROVEN = [
  'c01-all-aligned',
  'a01-approval-pending',
  'p01-tenant-id-differs',
  'e03-all-tenants-by-default',
  'e16-override-dialog',
].map(scenario);

/** What the long rounds play in Firefox on both consoles, with the twins: something of every stage. */
const SPA_IN_FIREFOX = [
  'c01-all-aligned',
  'c08-wandering-hand',
  'a01-approval-pending',
  'a19-withdrawn-while-armed',
  'p01-tenant-id-differs',
  'e03-all-tenants-by-default',
  'e12-label-renamed',
  'e16-override-dialog',
  'e23-no-execution',
  's01-changed-after-green',
  's02-commit-by-script',
  's03-body-differs',
  's04-second-click',
  'x02-success-without-grant',
  't07-third-person',
].map(scenario);
/** On the server-rendered one more beside these. */
const SERVER_IN_FIREFOX = [
  ...SPA_IN_FIREFOX,
  ...[
    'a09-approver-is-requester',
    'c02-same-mail-other-form',
    'c09-worker-killed-while-filling',
    'e01-other-tenant-in-header',
    'e11-hidden-value-differs',
    'e16-native-confirm',
    'e21-back-to-earlier-screen',
    'e22-step-in-second-tab',
    'g01-switched-off-mid-form',
    'g04-clock-off',
    'g06-access-withdrawn-mid-form',
    'p13-session-open',
    'p19-window-unusual',
    't02-second-lead-opens-it',
    'x03-grant-broader',
    'x10-browser-closed-meanwhile',
  ].map(scenario),
];
const FIREFOX = ['--browser', 'firefox'];
const TESTED_IN_FIREFOX: Many = { rounds: { COUNTERSIGN_TESTED_IN: 'firefox' }, timeoutMs: TESTS_TIMEOUT_MS };
const PRESSED_IN_FIREFOX: Many = {
  rounds: { ...TESTED_IN_FIREFOX.rounds, COUNTERSIGN_PRESSES: '25' },
  timeoutMs: LONG_TIMEOUT_MS * 2,
};

const FAST: readonly Step[] = [
  tool('types', 'tsc', ['-p', '.']),
  tool('lint and format', 'biome', ['check', '--error-on-warnings', '--diagnostic-level=warn', '.']),
  tool('unused code', 'knip', ['--no-progress']),
  builds('chrome'),
  tests('architecture'),
  tests('unit'),
];
/** The fast part. */
export const CHECK: Parts = { inTurn: FAST, beside: [] };

/** What every whole run begins with, and what it calculates beside the rest. */
const GROUND: readonly Step[] = [browser, ...FAST, builds('firefox'), together(masking, tests('contract'))];
const CALCULATED: readonly Step[] = [tamper, model];

/** In the long rounds only. The builder walks a whole console in every run, too: Django's admin. */
const LONG_IN_BROWSER = ['one-shot', 'kill', 'builder', 'takeover', 'overlay-stakes', 'survival'];
const LONG_IN_PAGES = ['consoles', 'profile-check-live', 'profile-check-places'];

/** All that must hold before something lands, within twenty minutes on two cores: what does not fit is in the long rounds. */
export const EVERYTHING: Parts = {
  beside: CALCULATED,
  inTurn: [
    ...GROUND,
    together(
      tests('page', [...LONG_IN_PAGES.flatMap((name) => ['--exclude', `tests/page/${name}.test.ts`])]),
      inFirefox(fault('faults in Firefox', ['--short', '--seconds', '2', ...FIREFOX])),
    ),
    tests('e2e', [...LONG_IN_BROWSER.flatMap((name) => ['--exclude', `tests/e2e/${name}.test.ts`])]),
    fault('faults', ['--short', '--seconds', '2']),
    together(
      scenarios('scenarios', [...PROVEN, '--without-twins'], SCENARIOS_TIMEOUT_MS),
      gate('gate', ['--layer', 'all', '--enforcement', 'best-effort', '--execution', 'none']),
    ),
    consoles('a console from Debian', ['django-admin']),
  ],
};

/** The long rounds: the page room on both consoles, kills, and every situation with its twin on both skins. */
export const FULL: Parts = {
  goesOn: true,
  beside: CALCULATED,
  inTurn: [
    ...GROUND,
    gate('gate', []),
    tests('page'),
    tests('e2e', [], { rounds: { COUNTERSIGN_BURSTS: '50', COUNTERSIGN_PRESSES: '100' }, timeoutMs: LONG_TIMEOUT_MS * 4 }),
    fault('faults', ['--rounds', '5']),
    kits,
    consoles('consoles', []),
    scenarios('scenarios, server skin', [SCENARIOS, '--skin', 'server'], ALL_SCENARIOS_TIMEOUT_MS),
    scenarios('scenarios, single-page skin', [SCENARIOS, '--skin', 'spa'], ALL_SCENARIOS_TIMEOUT_MS),
    inFirefox({ ...tests('e2e', ['tests/e2e/builder.test.ts'], TESTED_IN_FIREFOX), name: 'the builder in Firefox' }),
    inFirefox({ ...tests('e2e', ['tests/e2e/true-press.test.ts'], PRESSED_IN_FIREFOX), name: 'true presses in Firefox' }),
    inFirefox(gate('gate in Firefox', FIREFOX)),
    inFirefox(fault('faults in Firefox', ['--rounds', '2', ...FIREFOX])),
    inFirefox(scenarios('scenarios in Firefox, server skin', [...SERVER_IN_FIREFOX, '--skin', 'server', ...FIREFOX], LONG_TIMEOUT_MS)),
    inFirefox(scenarios('scenarios in Firefox, single-page skin', [...SPA_IN_FIREFOX, '--skin', 'spa', ...FIREFOX], LONG_TIMEOUT_MS)),
  ],
};
