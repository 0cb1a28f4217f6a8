import type { ComponentChildren, JSX } from 'preact';
import { useId } from 'preact/hooks';
import { Button } from '../ui/Button.tsx';

type KeepProps = Readonly<{
  word: string;
  /** The sentence why it cannot be kept; null where it can. */
  whyNot: string | null;
  onKeep: () => void;
  onLetGo: () => void;
  children?: ComponentChildren;
}>;

/** Why what was pointed at cannot be kept, where nothing finds it alone. */
export function unfound(what: string): string {
  return `Nothing finds this ${what} and no other, so it cannot be kept.`;
}

/** What is done with the thing that was pointed at: it is kept, or let go. */
export function Keep({ word, whyNot, onKeep, onLetGo, children }: KeepProps): JSX.Element {
  const whyId = useId();
  return (
    <>
      <div class="acts">
        <Button look="primary" blockedBy={whyNot === null ? null : whyId} onPress={onKeep}>
          {word}
        </Button>
        {children}
        <Button look="plain" onPress={onLetGo}>
          Let go
        </Button>
      </div>
      {whyNot !== null && (
        <p id={whyId} class="meta soft">
          {whyNot}
        </p>
      )}
    </>
  );
}
