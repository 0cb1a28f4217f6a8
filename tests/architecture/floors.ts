import { posix } from 'node:path';
import type { Source } from './sources.ts';
import { codeOf } from './sources.ts';

/** What one room may import: other rooms or single files of them, some only as types, and packages. All else points the wrong way. */
type Floor = Readonly<{ rooms: readonly string[]; types: readonly string[]; packages: readonly RegExp[]; typePackages: readonly RegExp[] }>;

const PREACT = /^(preact|@preact\/signals)(\/|$)/;
const NODE = /^node:/;
/** Pure functions over bytes and texts: they touch nothing but their arguments. */
const PURE = [/^canonicalize$/];
/** Types of the extension API; the API itself is for one room alone. */
const API_TYPES = /^webextension-polyfill$/;

/** The floors, lowest first. A file outside all of them belongs to no room and is reported. */
export const FLOORS: Readonly<Record<string, Floor>> = {
  'lib/core': { rooms: [], types: [], packages: PURE, typePackages: [] },
  'lib/wire': { rooms: ['lib/core'], types: [], packages: [/^zod$/], typePackages: [] },
  'lib/ports': { rooms: ['lib/core'], types: ['lib/wire'], packages: [], typePackages: [] },
  // The page compares and knows profiles; what an execution does next is none of its business.
  'lib/page': {
    rooms: ['lib/core/compare', 'lib/core/profile', 'lib/core/reason.ts'],
    types: ['lib/core', 'lib/wire'],
    packages: [/^dom-accessibility-api$/],
    typePackages: [],
  },
  'lib/connectors': { rooms: ['lib/core', 'lib/wire', 'lib/ports'], types: [], packages: [/^jose$/], typePackages: [] },
  'lib/browser': {
    rooms: ['lib/core', 'lib/wire', 'lib/ports'],
    types: [],
    packages: [/^webextension-polyfill$/, /^idb$/, /^jose$/],
    typePackages: [],
  },
  'lib/workflow': { rooms: ['lib/core', 'lib/wire', 'lib/ports'], types: [], packages: PURE, typePackages: [] },
  'lib/cli': { rooms: ['lib/core', 'lib/wire'], types: [], packages: [NODE, /^jose$/, /^vite$/, ...PURE], typePackages: [] },
  // The words of reasons, the end of every switch, and a tenant's flag are functions; everything else that components know is a type.
  components: {
    rooms: ['lib/core/reason.ts', 'lib/core/evidence/tenant-flag.ts'],
    types: ['lib/core', 'lib/wire', 'lib/page'],
    packages: [PREACT],
    typePackages: [],
  },
  entrypoints: {
    rooms: ['components', 'lib/core', 'lib/wire', 'lib/ports', 'lib/page', 'lib/connectors', 'lib/browser', 'lib/workflow'],
    types: [],
    packages: [PREACT, /^wxt\/utils\//, /^html2canvas$/],
    typePackages: [API_TYPES],
  },
};

export type Import = Readonly<{ from: string; isType: boolean }>;

/** Every module that a source names, statically or not. */
export function importsOf(text: string): readonly Import[] {
  const withoutComments = text.replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/[^\n]*/g, '');
  const found: Import[] = [];
  for (const match of withoutComments.matchAll(/^\s*(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s+)?['"]([^'"]+)['"]/gm)) {
    found.push({ from: match[2] ?? '', isType: match[1] !== undefined });
  }
  for (const match of withoutComments.matchAll(/\bimport\(\s*['"]([^'"]+)['"]\s*\)/g)) found.push({ from: match[1] ?? '', isType: false });
  return found;
}

/** Every arrow that points the wrong way, in words. */
export function wrongArrows(sources: readonly Source[]): readonly string[] {
  return sources.flatMap(({ path, text }) => {
    const room = roomOf(path);
    const floor = room === null ? undefined : FLOORS[room];
    if (room === null || floor === undefined) return [`${path} belongs to no room`];
    return importsOf(text).flatMap((one) => {
      const wrong = whyWrong(path, room, floor, one);
      return wrong === null ? [] : [`${path} ${wrong}`];
    });
  });
}

function whyWrong(path: string, room: string, floor: Floor, { from, isType }: Import): string | null {
  if (!from.startsWith('.')) {
    const allowed = isType ? [...floor.packages, ...floor.typePackages] : floor.packages;
    return allowed.some((one) => one.test(from)) ? null : `imports the package ${from}`;
  }
  const target = posix.join(posix.dirname(path), from.replace(/\?.*$/, ''));
  const other = roomOf(target);
  if (other === null) return `imports ${target}, which is in no room`;
  if (other === room) return room === 'lib/connectors' ? whyOtherConnector(path, target) : null;
  if (floor.rooms.some((one) => target === one || target.startsWith(`${one}/`))) return null;
  if (floor.types.includes(other)) return isType ? null : `imports ${target} at run time; only its types are allowed`;
  return `imports ${target}; ${room} may not know ${other}`;
}

/** One folder per outside system, and none knows another. */
function whyOtherConnector(path: string, target: string): string | null {
  const [mine, theirs] = [path, target].map((one) => one.split('/'));
  if (mine === undefined || theirs === undefined || theirs.length <= 3 || mine.length <= 3 || mine[2] === theirs[2]) return null;
  return `imports ${target}, another connector`;
}

function roomOf(path: string): string | null {
  return Object.keys(FLOORS).find((room) => path.startsWith(`${room}/`)) ?? null;
}

/** What a room must not touch, though it needs no import for it. */
const FORBIDDEN: Readonly<Record<string, RegExp>> = {
  'lib/core':
    /(?<![\w.$])(fetch\(|Date\.now\(|Math\.random\(|new Date\(\)|performance\.now\(|setTimeout\(|crypto\.|chrome\.|browser\.|localStorage|indexedDB)/,
  'lib/page': /(?<![\w.$])(fetch\(|XMLHttpRequest|crypto\.subtle|chrome\.|browser\.|localStorage|sessionStorage|indexedDB)/,
  'lib/connectors': /(?<![\w.$])(globalThis\.fetch|window\.fetch|chrome\.|browser\.|localStorage|indexedDB|Date\.now\()/,
  'lib/workflow':
    /(?<![\w.$])(fetch\(|Date\.now\(|Math\.random\(|chrome\.|browser\.|localStorage|indexedDB|document\.(?:query|body|create))/,
  components: /(?<![\w.$])(fetch\(|Date\.now\(|chrome\.|browser\.|localStorage|indexedDB)/,
};

/** Every touch of what a room may not touch, in words. */
export function forbiddenTouches(sources: readonly Source[]): readonly string[] {
  return sources.flatMap(({ path, text }) => {
    const forbidden = FORBIDDEN[roomOf(path) ?? ''];
    if (forbidden === undefined || path.endsWith('.css')) return [];
    return codeOf(text)
      .split('\n')
      .flatMap((line, index) => {
        const touch = forbidden.exec(line)?.[1];
        return touch === undefined ? [] : [`${path}:${index + 1} touches ${touch}`];
      });
  });
}
