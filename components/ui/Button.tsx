import type { ComponentChildren, JSX } from 'preact';
import { Icon, type IconName } from './Icon.tsx';

type ButtonProps = Readonly<{
  look?: 'primary' | 'danger' | 'plain' | 'usual';
  size?: 'usual' | 'small' | 'wide';
  icon?: IconName;
  /** What is spoken, where the word alone would not say which ("Start CASE-1042"). It must begin with the word. */
  label?: string;
  /** Id of the sentence beside it that says why it is not offered. A button without a reason is offered. */
  blockedBy?: string | null;
  onPress: () => void;
  children: ComponentChildren;
}>;

/**
 * A main action. A blocked one stays in the tab order and says why, because an action that vanishes or greys out
 * without a reason is no help at 3 a.m.
 */
export function Button({ look = 'usual', size = 'usual', icon, label, blockedBy = null, onPress, children }: ButtonProps): JSX.Element {
  return (
    <button
      type="button"
      class={`button ${look} ${size}`}
      aria-label={label}
      aria-disabled={blockedBy !== null}
      aria-describedby={blockedBy ?? undefined}
      onClick={blockedBy === null ? onPress : undefined}
    >
      {icon !== undefined && <Icon name={icon} />}
      {children}
    </button>
  );
}

/** A small tool; its label is its only word. */
export function IconButton({ icon, label, onPress }: Readonly<{ icon: IconName; label: string; onPress: () => void }>): JSX.Element {
  return (
    <button type="button" class="icon-button" aria-label={label} title={label} onClick={onPress}>
      <Icon name={icon} />
    </button>
  );
}
