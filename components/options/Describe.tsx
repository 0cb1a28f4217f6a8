import type { JSX } from 'preact';
import { useId, useState } from 'preact/hooks';
import type { Problem } from '../../lib/core/problem.ts';
import { Button } from '../ui/Button.tsx';
import { ProblemNote } from '../ui/ProblemNote.tsx';

export type DescribeProps = Readonly<{
  problem: Problem | null;
  /** The address of the draft that was left here; null where none was. */
  kept: string | null;
  onDescribe: (address: string) => void;
  onGoOn: () => void;
}>;

/** The way into the builder: the address of a console that nobody has described yet. */
export function Describe({ problem, kept, onDescribe, onGoOn }: DescribeProps): JSX.Element {
  const id = useId();
  const [address, setAddress] = useState('');
  return (
    <div class="describe">
      <label class="field-label" for={id}>
        Describe a console that is not here yet
      </label>
      <p id={`${id}-hint`} class="meta soft">
        The address of the page on which a request begins. The browser asks you for access to that site, and the site stays closed while you
        describe it.
      </p>
      <form
        class="line"
        onSubmit={(event) => {
          event.preventDefault();
          onDescribe(address.trim());
        }}
      >
        <input
          id={id}
          class="input"
          type="url"
          value={address}
          placeholder="https://"
          aria-describedby={`${id}-hint`}
          onInput={(event) => setAddress(event.currentTarget.value)}
        />
        <button type="submit" class="button primary usual">
          Describe this console
        </button>
      </form>
      {kept !== null && (
        <p class="kept">
          <span>
            A draft for <span class="code inline">{kept}</span> was left here.
          </span>
          <Button size="small" onPress={onGoOn}>
            Go on with the draft
          </Button>
        </p>
      )}
      <ProblemNote problem={problem} />
    </div>
  );
}
