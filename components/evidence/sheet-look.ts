import type { Paint } from '../ui/Glyph.tsx';
import type { Meaning } from '../ui/meaning.ts';

/** Pixels. `sheet.css` says the same. */
export const SHEET_WIDTH = 1016;

type SheetLook = Readonly<{ paint: Paint; ink: string }>;

/** The five meanings on white paper: the light half of the tokens, as plain hex. */
const LOOKS: Readonly<Record<Meaning, SheetLook>> = {
  go: { paint: { fill: '#10806b', sign: '#ffffff', edge: 'none' }, ink: '#095d4d' },
  fix: { paint: { fill: '#f5ab34', sign: '#2d1b00', edge: '#7a4f00' }, ink: '#784d00' },
  stop: { paint: { fill: '#aa1414', sign: '#ffffff', edge: 'none' }, ink: '#981413' },
  unknown: { paint: { fill: '#702db3', sign: '#ffffff', edge: 'none' }, ink: '#612a9b' },
  todo: { paint: { fill: '#7a818a', sign: '#ffffff', edge: 'none' }, ink: '#5a626c' },
  work: { paint: { fill: '#424a54', sign: '#ffffff', edge: 'none' }, ink: '#424a54' },
  brand: { paint: { fill: '#11161d', sign: '#ffffff', edge: 'none' }, ink: '#11161d' },
};

export function paintOf(meaning: Meaning): SheetLook {
  return LOOKS[meaning];
}

/** "2026-11-23 03:10:20 UTC". By the text alone: the zone and language of the device must not show in evidence. */
export function utc(instant: string): string {
  const parts = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2})(?:\.\d+)?Z$/.exec(instant);
  return parts === null ? instant : `${parts[1]} ${parts[2]} UTC`;
}
