import { spawn } from 'node:child_process';
import { constants as access, accessSync, statSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { delimiter, join } from 'node:path';
import { ROOT } from './root.ts';

/** How a command ended. `output` is everything it printed, both streams in order; `code` is null when it could not end by itself. */
export type Ended = Readonly<{ code: number | null; output: string; tookMs: number }>;

export type CommandOptions = Readonly<{
  timeoutMs: number;
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  /** Every line as it comes, for progress. */
  onLine?: (line: string) => void;
  /** Ends the command before its end. */
  signal?: AbortSignal;
  /** The command takes only what others leave of the machine. */
  isLowest?: boolean;
}>;

const OUTPUT_CHARACTERS_MAX = 4_000_000;

/** Runs a command to its end, never longer than its time limit. The project's own tools come first on the path. */
export function run(command: string, args: readonly string[], options: CommandOptions): Promise<Ended> {
  const startedAtMs = performance.now();
  return new Promise((resolve) => {
    let output = '';
    let rest = '';
    const end = (code: number | null) => {
      if (rest !== '') options.onLine?.(rest);
      rest = '';
      resolve({ code, output, tookMs: performance.now() - startedAtMs });
    };
    const child = spawn(command, args, {
      cwd: options.cwd ?? ROOT,
      env: withTools(options.env ?? process.env),
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: options.timeoutMs,
      killSignal: 'SIGKILL',
      shell: process.platform === 'win32',
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    });
    if (options.isLowest === true && child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW);
    const take = (chunk: string) => {
      output = (output + chunk).slice(-OUTPUT_CHARACTERS_MAX);
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) options.onLine?.(line);
    };
    child.stdout.setEncoding('utf8').on('data', take);
    child.stderr.setEncoding('utf8').on('data', take);
    child.once('error', (error) => {
      output += error.message;
      end(null);
    });
    child.once('close', (code) => end(code));
  });
}

/** Where a program stands on the path, or null. */
export function onPath(program: string): string | null {
  const names = process.platform === 'win32' ? [`${program}.exe`, `${program}.cmd`] : [program];
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const name of names) {
      const path = join(folder, name);
      if (folder !== '' && isProgram(path)) return path;
    }
  }
  return null;
}

/** Whether a path is a file that may be run. */
export function isProgram(path: string): boolean {
  try {
    accessSync(path, access.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function withTools(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { ...env, PATH: `${join(ROOT, 'node_modules', '.bin')}${delimiter}${env.PATH ?? ''}` };
}
