import { parseArgs } from 'node:util';
import type { Enforcement } from '../../lib/core/execution/view.ts';
import type { BrowserName } from '../setup/browser.ts';
import type { Layer } from './guarded.ts';

/** `ways`: play these only, by their ids; none names all of them. `execution`: only those that need one to be open, or only the others. */
export type Options = Readonly<{
  browser: BrowserName;
  layer: Layer | null;
  enforcement: Enforcement | null;
  execution: 'none' | 'open' | null;
  ways: readonly string[];
  json: string | null;
  isForDocs: boolean;
}>;

const USAGE =
  'npm run gate -- [--browser chromium|firefox] [--layer page|network|all] [--enforcement best-effort|one-shot] [--execution none|open] [--way ID]... [--json FILE] [--docs]';

/** The options, or the sentence why they were not understood. */
export function readOptions(args: readonly string[], known: ReadonlySet<string>): Options | string {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        browser: { type: 'string', default: 'chromium' },
        layer: { type: 'string' },
        enforcement: { type: 'string' },
        execution: { type: 'string' },
        way: { type: 'string', multiple: true, default: [] },
        json: { type: 'string' },
        docs: { type: 'boolean' },
      },
    });
    const { browser, way: ways } = values;
    if (browser !== 'chromium' && browser !== 'firefox') return USAGE;
    const layer = values.layer ?? null;
    if (layer !== null && layer !== 'page' && layer !== 'network' && layer !== 'all') return USAGE;
    const enforcement = values.enforcement ?? null;
    if (enforcement !== null && enforcement !== 'best-effort' && enforcement !== 'one-shot') return USAGE;
    const execution = values.execution ?? null;
    if (execution !== null && execution !== 'none' && execution !== 'open') return USAGE;
    const strange = ways.find((id) => !known.has(id));
    if (strange !== undefined) return `No way has the id ${strange}. ${USAGE}`;
    const isForDocs = values.docs === true;
    if (isForDocs && (layer !== null || enforcement !== null || execution !== null || ways.length > 0))
      return `The document shows every way and every layer. ${USAGE}`;
    return { browser, layer, enforcement, execution, ways, json: values.json ?? null, isForDocs };
  } catch (error) {
    if (error instanceof TypeError) return `${error.message} ${USAGE}`;
    throw error;
  }
}
