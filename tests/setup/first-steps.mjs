// Runs on the oldest Node that a fresh machine may bring, with nothing installed: plain JavaScript, Node's own modules only.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's root. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** The first Node that runs TypeScript by stripping its types, which the tools here rely on. */
const NODE_MINIMUM = [22, 18];
const INSTALL_TIMEOUT_MS = 600_000;
const STOP_GRACE_MS = 8_000;

/** One line of progress, on the error stream so that standard output stays free for results. */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/**
 * Brings the dependencies that the lockfile names and goes on in a Node that can run the tools. Returns when this very
 * process may go on; otherwise a newer Node has done the work and its exit code is ours.
 */
export async function prepare(script) {
  const wanted = whatIsMissing();
  if (wanted !== null && !(await bring(ROOT, `the dependencies by lockfile, about half a minute (${wanted})`))) process.exit(1);
  if (isNodeNewEnough(process.versions.node)) return;
  const newer = join(ROOT, 'node_modules', '.bin', 'node');
  if (!existsSync(newer) || process.env.COUNTERSIGN_NODE === newer) {
    say(
      `The tools need Node ${NODE_MINIMUM.join('.')} or newer; this is Node ${process.versions.node}. Install a newer Node, then run the same command again.`,
    );
    process.exit(1);
  }
  process.exit(await goOnIn(newer, script));
}

/** Whether a Node version can run the tools. */
export function isNodeNewEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > NODE_MINIMUM[0] || (major === NODE_MINIMUM[0] && minor >= NODE_MINIMUM[1]);
}

/** Why the installed dependencies are not those of the lockfile, or null when they are. npm writes down what it installed. */
export function whatIsMissing(root = ROOT) {
  const lock = readLock(join(root, 'package-lock.json'));
  const installed = readLock(join(root, 'node_modules', '.package-lock.json'));
  if (installed === null) return 'they are not installed yet';
  for (const [path, wanted] of Object.entries(lock?.packages ?? {})) {
    if (path === '') continue;
    const found = installed.packages?.[path];
    if (!found && (wanted.optional || wanted.devOptional)) continue;
    if (!found || !existsSync(join(root, path))) return `${path} is missing`;
    if (found.version !== wanted.version || found.integrity !== wanted.integrity) return `${path} is another version`;
  }
  return null;
}

function readLock(path) {
  if (!existsSync(path)) return null;
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/**
 * Brings the packages of a folder by its lockfile; says what is wrong, and false, where that does not work.
 *
 * `npm install` without saving keeps to the lockfile as `npm ci` does, and is checked against it afterwards. `npm ci` itself refuses
 * a lockfile without the optional packages of other systems, which npm writes where the registry does not carry them.
 */
export async function bring(root, what) {
  say(`Installing ${what} …`);
  const startedAt = Date.now();
  const npm = process.env.npm_execpath;
  const args = ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'];
  const isWindows = process.platform === 'win32';
  const [command, all] = npm?.endsWith('.js') ? [process.execPath, [npm, ...args]] : ['npm', args];
  const code = await finish(
    spawn(command, all, { cwd: root, stdio: ['ignore', 2, 2], timeout: INSTALL_TIMEOUT_MS, shell: isWindows && command === 'npm' }),
  );
  const missing = whatIsMissing(root);
  if (code !== 0 || missing !== null) {
    say(
      `They could not be installed${missing === null ? '' : `: ${missing}`}. Look at what npm said above, put it right, then run the same command again.`,
    );
    return false;
  }
  say(`Installed (${Math.round((Date.now() - startedAt) / 1000)} s).`);
  return true;
}

async function goOnIn(node, script) {
  const path = `${dirname(node)}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH ?? ''}`;
  const child = spawn(node, [script, ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, PATH: path, COUNTERSIGN_NODE: node },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stopSoon(child, signal));
  return finish(child);
}

/** A terminal's Ctrl-C reaches the child by itself; a signal sent to us alone does not. Sending it twice does no harm. */
function stopSoon(child, signal) {
  child.kill(signal);
  setTimeout(() => child.kill('SIGKILL'), STOP_GRACE_MS).unref();
}

function finish(child) {
  return new Promise((resolve) => {
    child.once('error', (error) => {
      say(`${child.spawnfile} could not be started: ${error.message}`);
      resolve(1);
    });
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
