import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { run } from '../setup/commands.ts';
import { ROOT } from '../setup/root.ts';

const GOLDEN = join(ROOT, 'tests', 'golden', 'v1');
const BUNDLE = join(GOLDEN, 'confirmed.zip');
const TRUST = join(GOLDEN, 'devices.json');
const ROUNDS = { iterations: 15, time: 0, warmupIterations: 2, warmupTime: 0 };
const TIMEOUT_MS = 60_000;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'countersign-bench-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a bundle is verified', () => {
  it('as whole processes: the verifier checks far more than the two tools, and starts Node to do it', async ({ bench }) => {
    await bench.compare(
      bench('countersign verify --trust', () =>
        good(process.execPath, [join('lib', 'cli', 'countersign.mjs'), 'verify', BUNDLE, '--trust', TRUST]),
      ),
      bench('unzip, sha256sum -c, openssl dgst -verify', () => good('sh', ['-c', BY_HAND, 'sh', BUNDLE, folder])),
      bench('node -e 0', () => good(process.execPath, ['-e', '0'])),
      ROUNDS,
    );
  });
});

const BY_HAND =
  'cd "$2" && unzip -qo "$1" && sha256sum -c --quiet MANIFEST.sha256 && openssl dgst -sha256 -verify key.pub.pem -signature statement.sig.der statement.pae';

async function good(command: string, args: readonly string[]): Promise<void> {
  const { code, output } = await run(command, args, { timeoutMs: TIMEOUT_MS });
  if (code !== 0) throw new Error(`${command} ended with ${code}: ${output}`);
}
