import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { BAR_GROUNDS, BAR_PAINTS, iconSvg } from '../../icons/icon-svg.ts';

const SIZES = [16, 32, 48, 128];
const NAMES = ['idle', 'guarding', 'held', 'armed', 'committing', 'confirmed', 'halted', 'unknown'] as const;
const CONTRAST_MIN = 3;

const png = (name: string, size: number) => readFileSync(new URL(`../../../public/icon/${name}-${size}.png`, import.meta.url));

describe('the toolbar icons', () => {
  it('exist for every state in every size, as large as their names say', () => {
    // PNG (ISO/IEC 15948): width and height stand in the header chunk, at bytes 16 and 20.
    const sizes = NAMES.flatMap((name) => SIZES.map((size) => [size, png(name, size).readUInt32BE(16), png(name, size).readUInt32BE(20)]));
    expect(sizes.filter(([size, width, height]) => width !== size || height !== size)).toEqual([]);
  });

  it('look different in every state, the smallest too', () => {
    expect(new Set(NAMES.map((name) => png(name, 16).toString('base64'))).size).toBe(NAMES.length);
  });

  it('are drawn from the mark as it is now', () => {
    const stale = NAMES.filter(
      (name) => readFileSync(new URL(`../../icons/svg/${name}.svg`, import.meta.url), 'utf8') !== iconSvg(name, false),
    );
    expect(stale).toEqual([]);
  });

  it('stand out from a light and from a dark toolbar', () => {
    const weak = NAMES.flatMap((name) =>
      BAR_GROUNDS.filter(
        (ground) => contrast(BAR_PAINTS[name].ink, ground) < CONTRAST_MIN || contrast(BAR_PAINTS[name].half, ground) < CONTRAST_MIN,
      ).map((ground) => `${name} on ${ground}`),
    );
    expect(weak).toEqual([]);
  });
});

/** WCAG 2.2, 1.4.11. */
function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((one, other) => other - one);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
