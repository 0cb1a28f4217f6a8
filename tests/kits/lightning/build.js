// The compiler of Lightning web components is a Rollup plugin, and Vite's own handling of HTML and CSS gets in its way.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import compile from '@lwc/rollup-plugin';
import { rollup } from 'rollup';
import { transformWithOxc } from 'vite';

const FOLDER = dirname(fileURLToPath(import.meta.url));
const STYLES = '@salesforce-ux/design-system/assets/styles/salesforce-lightning-design-system.min.css';

/**
 * The package has every gradual change of Salesforce's platform switched on. With this one, its lists cannot be drawn without
 * native shadow roots: an org that has it has those.
 */
const NEEDS_NATIVE = '@salesforce/gate/bc.260.enableComboboxElementInternals';

/** Their compiler reads no types, and leaves it to whoever builds the page to say that it is no server that draws it. */
const around = (isNative) => ({
  name: 'around-their-compiler',
  resolveId: (id) => (id === NEEDS_NATIVE && !isNative ? join(FOLDER, 'closed-gate.js') : null),
  transform: (code, id) => (id.endsWith('.ts') ? transformWithOxc(code, id) : null),
  resolveImportMeta: (property) => (property === 'env' ? '({ SSR: false })' : null),
});

/** The kit's page: its modules, each with its code, and the design system's style sheet, which every Lightning page has. */
export async function build(page) {
  const bundle = await rollup({
    input: page,
    plugins: [around(basename(page) === 'native.js'), compile({ rootDir: FOLDER, modules: [{ npm: 'lightning-base-components' }] })],
    logLevel: 'silent',
  });
  const { output } = await bundle.generate({ format: 'es', intro: "const process = { env: { NODE_ENV: 'production' } };" });
  await bundle.close();
  const styles = await readFile(createRequire(import.meta.url).resolve(STYLES));
  const chunks = output.flatMap((one) =>
    one.type === 'chunk' ? [{ fileName: one.fileName, content: one.code, isEntry: one.isEntry }] : [],
  );
  return [...chunks, { fileName: 'slds.css', content: styles, isEntry: false }];
}
