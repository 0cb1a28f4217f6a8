import type { JSX } from 'preact';
import { useId } from 'preact/hooks';

type ChooseProps<T extends string> = Readonly<{
  label: string;
  value: T;
  options: readonly Readonly<{ value: T; says: string; isDisabled?: boolean }>[];
  onChoose: (value: T) => void;
}>;

/** One of a few, by the browser's own list. */
export function Choose<T extends string>({ label, value, options, onChoose }: ChooseProps<T>): JSX.Element {
  const id = useId();
  return (
    <div>
      <label class="field-label" for={id}>
        {label}
      </label>
      <select
        id={id}
        class="input"
        value={value}
        onChange={(event) => {
          const chosen = options.find((one) => one.value === event.currentTarget.value);
          if (chosen) onChoose(chosen.value);
        }}
      >
        {options.map((one) => (
          <option key={one.value} value={one.value} disabled={one.isDisabled}>
            {one.says}
          </option>
        ))}
      </select>
    </div>
  );
}

type EitherProps = Readonly<{ label: string; isSo: boolean; not: string; so: string; onChoose: (isSo: boolean) => void }>;

/** One of two. `not` stands first: it is what holds until something else is said. */
export function Either({ label, isSo, not, so, onChoose }: EitherProps): JSX.Element {
  return (
    <Choose
      label={label}
      value={isSo ? 'so' : 'not'}
      options={[
        { value: 'not', says: not },
        { value: 'so', says: so },
      ]}
      onChoose={(value) => onChoose(value === 'so')}
    />
  );
}

type WriteProps = Readonly<{ label: string; value: string; hint?: string; onWrite: (text: string) => void }>;

/** A line of text, taken when it is left or confirmed with Enter. */
export function Write({ label, value, hint, onWrite }: WriteProps): JSX.Element {
  const id = useId();
  return (
    <div>
      <label class="field-label" for={id}>
        {label}
      </label>
      <input
        id={id}
        class="input"
        type="text"
        value={value}
        autocomplete="off"
        spellcheck={false}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => onWrite(event.currentTarget.value.trim())}
      />
      {hint !== undefined && (
        <p id={`${id}-hint`} class="meta soft">
          {hint}
        </p>
      )}
    </div>
  );
}
