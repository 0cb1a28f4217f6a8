import type { JSX } from 'preact';
import { useId } from 'preact/hooks';

type FileChoiceProps = Readonly<{ word: string; accept: string; size?: 'usual' | 'small'; onChoose: (file: File) => void }>;

/** The browser's own file control behind a word. Choosing the same file again counts again. */
export function FileChoice({ word, accept, size = 'usual', onChoose }: FileChoiceProps): JSX.Element {
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
      <label class={`button ${size}`} for={id}>
        {word}
      </label>
    </span>
  );
}
