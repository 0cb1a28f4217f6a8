import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const SCRIPTS = {
  room: new URL('./room-script.ts', import.meta.url),
  described: new URL('./described-script.ts', import.meta.url),
} as const;

/** The page room as the content script has it, with nothing but a test's own handles added; or, likewise, that of a console being described. */
export async function roomScript(which: keyof typeof SCRIPTS = 'room'): Promise<string> {
  const entry = fileURLToPath(SCRIPTS[which]);
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
