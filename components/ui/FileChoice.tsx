import type { JSX } from 'preact';
import { useId } from 'preact/hooks';

type FileChoiceProps = Readonly<{ word: string; accept: string; onChoose: (file: File) => void }>;

/** The browser's own file control behind a word. Choosing the same file again counts again. */
export function FileChoice({ word, accept, onChoose }: FileChoiceProps): JSX.Element {
  const id = useId();
  return (
    <span class="file-choice">
      <input
        id={id}
        class="spoken"
        type="file"
        accept={accept}
        onChange={(event) => {
          const input = event.currentTarget;
          const file = input.files?.[0];
          if (file) onChoose(file);
          input.value = '';
        }}
      />
      <label class="button" for={id}>
        {word}
      </label>
    </span>
  );
}
