import type { ComponentChildren, JSX } from 'preact';
import { useId } from 'preact/hooks';
import { Button } from '../ui/Button.tsx';

type KeepProps = Readonly<{
  word: string;
  /** What was pointed at, where nothing finds it alone; null where something does. */
  unfound: string | null;
  onKeep: () => void;
  onLetGo: () => void;
  children?: ComponentChildren;
}>;

/** What is done with the thing that was pointed at: it is kept, or let go. What nothing finds alone cannot be kept. */
export function Keep({ word, unfound, onKeep, onLetGo, children }: KeepProps): JSX.Element {
  const whyId = useId();
  return (
    <>
      <div class="acts">
        <Button look="primary" blockedBy={unfound === null ? null : whyId} onPress={onKeep}>
          {word}
        </Button>
        {children}
        <Button look="plain" onPress={onLetGo}>
          Let go
        </Button>
      </div>
      {unfound !== null && (
        <p id={whyId} class="meta soft">
          Nothing finds this {unfound} and no other, so it cannot be kept.
        </p>
      )}
    </>
  );
}
