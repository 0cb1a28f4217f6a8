import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Bidi, connectBidi, part, text } from './bidi.ts';

/** The extension's id (`browser_specific_settings.gecko.id`), and the host that this profile gives to its pages. */
export const EXTENSION_ID = 'countersign@countersign.invalid';
export const EXTENSION_HOST = '5c0f1a5e-7a34-4c1e-9d4e-c0de51675167';

/** A started Firefox, over its remote agent. */
export type Launched = Readonly<{ bidi: Bidi; process: ChildProcess; version: string }>;

const START_TIMEOUT_MS = 45_000;
const WORDS_MAX = 4_000;

type Preferences = Readonly<Record<string, string | number | boolean>>;

/** A person says yes to host access in a prompt that no test can press, and is asked where to save a file. */
const WITHOUT_PERSON: Preferences = {
  'extensions.webextOptionalPermissionPrompts': false,
  'browser.download.useDownloadDir': true,
};

/** Preferences of a profile. It keeps them; writing them again changes nothing. */
const PREFERENCES: Preferences = {
  'extensions.webextensions.uuids': JSON.stringify({ [EXTENSION_ID]: EXTENSION_HOST }),
  'extensions.webextensions.keepUuidOnUninstall': true,
  // The order of a date's parts follows the language.
  'intl.locale.requested': 'en-US',
  'intl.accept_languages': 'en-US, en',
  // No traffic of its own, no first-run pages: only what a page or the extension asks for.
  'app.normandy.enabled': false,
  'app.update.disabledForTesting': true,
  'browser.aboutwelcome.enabled': false,
  'browser.newtabpage.enabled': false,
  'browser.safebrowsing.malware.enabled': false,
  'browser.safebrowsing.phishing.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.homepage': 'about:blank',
  'browser.startup.homepage_override.mstone': 'ignore',
  'browser.startup.page': 0,
  'browser.sessionstore.resume_from_crash': false,
  'browser.tabs.crashReporting.sendReport': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'datareporting.healthreport.uploadEnabled': false,
  'dom.push.connection.enabled': false,
  'extensions.getAddons.cache.enabled': false,
  'extensions.systemAddon.update.enabled': false,
  'extensions.update.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': 'data:,#remote-settings-dummy/v1',
  'signon.rememberSignons': false,
  'toolkit.telemetry.enabled': false,
  'toolkit.telemetry.server': 'data:,',
  // Downloads go into a folder of the profile.
  'browser.download.folderList': 2,
  'browser.download.always_ask_before_handling_new_types': false,
  'browser.download.alwaysOpenPanel': false,
};

/** How many pages that were left are kept: by itself the browser goes by the memory of the machine. */
const KEPT_PAGES: Preferences = { 'browser.sessionhistory.max_total_viewers': 8 };

type LaunchOptions = Readonly<{
  profile: string;
  executablePath: string;
  isHeadless: boolean;
  isForPerson?: boolean;
  isKeepingPages?: boolean;
}>;

/** Starts Firefox with a profile. Its remote agent may see the browser's own scope, to end and empty things as a person cannot. */
export async function launchFirefox({
  profile,
  executablePath,
  isHeadless,
  isForPerson = false,
  isKeepingPages = false,
}: LaunchOptions): Promise<Launched> {
  const downloads = join(profile, 'downloads');
  await mkdir(downloads, { recursive: true });
  const asked = { ...(isForPerson ? {} : WITHOUT_PERSON), ...(isKeepingPages ? KEPT_PAGES : {}) };
  const preferences = Object.entries({ ...PREFERENCES, ...asked, 'browser.download.dir': downloads });
  const lines = preferences.map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`);
  await writeFile(join(profile, 'user.js'), `${lines.join('\n')}\n`);
  const args = ['--no-remote', '--profile', profile, '--remote-debugging-port=0', '--remote-allow-system-access', 'about:blank'];
  const child = spawn(executablePath, isHeadless ? ['--headless', ...args] : args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, MOZ_CRASHREPORTER_DISABLE: '1', MOZ_HEADLESS_WIDTH: '1280', MOZ_HEADLESS_HEIGHT: '1000', LANGUAGE: 'en_US' },
  });
  try {
    const bidi = await connectBidi(`${await addressOf(child)}/session`);
    const session = await bidi.send('session.new', {
      // As with the other browser's test tool: a question of a page that nobody answers is answered with no.
      capabilities: { alwaysMatch: { unhandledPromptBehavior: { default: 'dismiss', beforeUnload: 'accept' } } },
    });
    return { bidi, process: child, version: `Firefox ${text(part(session, 'capabilities'), 'browserVersion')}` };
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
}

/** The remote agent says on the error stream where it listens. */
function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let words = '';
    const fail = (why: string) =>
      reject(new Error(`Firefox did not start: ${why}${words === '' ? '' : `: ${words.trim().split('\n').at(-1)}`}`));
    const timer = setTimeout(() => fail(`nothing in ${START_TIMEOUT_MS / 1000} s`), START_TIMEOUT_MS);
    child.once('error', (error) => fail(error.message));
    child.once('exit', (code) => fail(`it ended with ${code}`));
    child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
      words = (words + chunk).slice(-WORDS_MAX);
      const found = /WebDriver BiDi listening on (ws:\/\/\S+)/.exec(words);
      if (found?.[1] === undefined) return;
      clearTimeout(timer);
      resolve(found[1]);
    });
  });
}
