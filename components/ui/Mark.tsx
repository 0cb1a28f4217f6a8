import type { JSX } from 'preact';
import { unreachable } from '../../lib/core/reason.ts';
import { type MarkName, type MarkPart, markParts } from './mark-shapes.ts';
import type { Meaning } from './meaning.ts';

/** The mark of one state. `on-solid` takes the block's own ink and ground. */
export function Mark({ name, meaning }: Readonly<{ name: MarkName; meaning: Meaning | 'on-solid' }>): JSX.Element {
  return (
    <svg class={`mark ${meaning}`} viewBox="0 0 32 32" aria-hidden="true">
      {markParts(name).map((part) => (
        <Part key={part.d} part={part} />
      ))}
    </svg>
  );
}

/** Countersign's own name, with the seal whole. */
export function Logo(): JSX.Element {
  return (
    <span class="logo">
      <Mark name="guarding" meaning="brand" />
      Countersign
    </span>
  );
}

function Part({ part }: Readonly<{ part: MarkPart }>): JSX.Element {
  switch (part.is) {
    case 'half':
      return (
        <path
          d={part.d}
          fill={part.isEntered ? 'var(--half, currentColor)' : 'currentColor'}
          stroke="var(--edge, none)"
          stroke-width="1.4"
          stroke-linejoin="round"
          transform={part.shift === 0 ? undefined : `translate(0 ${part.shift})`}
        />
      );
    case 'solid':
      return <path d={part.d} fill="currentColor" />;
    case 'line':
      return <path d={part.d} fill="none" stroke="currentColor" stroke-width={part.width} stroke-linejoin="round" />;
    case 'sign':
      return (
        <path
          d={part.d}
          fill="none"
          stroke="var(--sign, #ffffff)"
          stroke-width={part.width}
          stroke-linecap="round"
          stroke-linejoin="round"
        />
      );
    default:
      return unreachable(part);
  }
}
