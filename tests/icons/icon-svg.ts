import { type MarkName, type MarkPart, markParts } from '../../components/ui/mark-shapes.ts';

/** The toolbar cannot tell what ground it has: one fixed set, at least 3:1 on white and on the dark toolbar. */
export const BAR_GROUNDS = ['#ffffff', '#35363a'] as const;

type BarPaint = Readonly<{ ink: string; half: string }>;

export const BAR_PAINTS: Readonly<Record<MarkName, BarPaint>> = {
  idle: plain('#838a93'),
  guarding: { ink: '#838a93', half: '#5688e6' },
  held: plain('#c07a00'),
  armed: plain('#1b9a83'),
  committing: plain('#838a93'),
  confirmed: plain('#1b9a83'),
  halted: plain('#ed554a'),
  unknown: plain('#a270e3'),
};

function plain(ink: string): BarPaint {
  return { ink, half: ink };
}

/** One mark as a drawing of its own. The largest icon stands in stores and lists, where it wants air around it. */
export function iconSvg(name: MarkName, hasAir: boolean): string {
  const box = hasAir ? '-5 -5 42 42' : '0 0 32 32';
  const parts = markParts(name).map((part) => partSvg(part, BAR_PAINTS[name]));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box}"><title>Countersign, ${name}</title>\n${parts.map((part) => `  ${part}\n`).join('')}</svg>\n`;
}

function partSvg(part: MarkPart, { ink, half }: BarPaint): string {
  switch (part.is) {
    case 'half':
      return `<path d="${part.d}" fill="${part.isEntered ? half : ink}"${part.shift === 0 ? '' : ` transform="translate(0 ${part.shift})"`}/>`;
    case 'solid':
      return `<path d="${part.d}" fill="${ink}"/>`;
    case 'line':
      return `<path d="${part.d}" fill="none" stroke="${ink}" stroke-width="${part.width}" stroke-linejoin="round"/>`;
    case 'sign':
      return `<path d="${part.d}" fill="none" stroke="#ffffff" stroke-width="${part.width}" stroke-linecap="round" stroke-linejoin="round"/>`;
  }
}
