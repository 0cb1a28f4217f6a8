import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** The page room as the content script has it, with nothing but a test's own handles added. */
export async function roomScript(): Promise<string> {
  const entry = fileURLToPath(new URL('./room-script.ts', import.meta.url));
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: { write: false, minify: false, target: 'esnext', lib: { entry, formats: ['iife'], name: 'countersignRoom' } },
  });
  const outputs = Array.isArray(built) ? built : [built];
  for (const output of outputs) {
    if (!('output' in output)) continue;
    for (const chunk of output.output) if (chunk.type === 'chunk') return chunk.code;
  }
  throw new Error('the page room was not built');
}
