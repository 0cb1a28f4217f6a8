import { run } from '../setup/commands.ts';
import { say } from '../setup/root.ts';

const INSTALL_TIMEOUT_MS = 240_000;

/**
 * Puts a console's packages in, from Debian and from nowhere else, where `isThere` does not find them. Null when they are
 * there; else why they are not. Only root may install.
 */
export async function installed(packages: readonly string[], isThere: () => boolean): Promise<string | null> {
  if (isThere()) return null;
  const names = packages.join(' ');
  if (process.getuid?.() !== 0) return `${names} is not installed (apt-get install ${names})`;
  say(`Installing ${names} with apt-get …`);
  const how = { timeoutMs: INSTALL_TIMEOUT_MS, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  await run('apt-get', ['update'], how);
  const { output } = await run('apt-get', ['install', '-y', '--no-install-recommends', ...packages], how);
  return isThere() ? null : `apt-get could not install ${names}: ${output.trim().split('\n').at(-1) ?? ''}`;
}

const LOOK_EVERY_MS = 200;

/** Whether something answers at an address in time. Loopback only: `host` is what it is asked for as. */
export async function answers(url: string, host: string, timeoutMs: number): Promise<boolean> {
  for (const untilMs = Date.now() + timeoutMs; Date.now() < untilMs; await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))) {
    const isUp = await fetch(url, { headers: { host } }).then(
      async (answer) => (await answer.text()) !== '',
      () => false,
    );
    if (isUp) return true;
  }
  return false;
}
