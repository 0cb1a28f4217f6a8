import type { ComponentChildren, JSX } from 'preact';
import { Icon, type IconName } from '../ui/Icon.tsx';

type PartProps = Readonly<{ id: string; title: string; says: string; children: ComponentChildren }>;

/** One part of the options, which the side jumps to. */
export function Part({ id, title, says, children }: PartProps): JSX.Element {
  return (
    <section id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      <p class="soft">{says}</p>
      <div class="card rows">{children}</div>
    </section>
  );
}

type RowProps = Readonly<{ icon: IconName; title: string; says: ComponentChildren; children: ComponentChildren }>;

/** One thing in a part: what it is, what is said of it, and what can be done with it. */
export function Row({ icon, title, says, children }: RowProps): JSX.Element {
  return (
    <div class="option">
      <span class="tile">
        <Icon name={icon} />
      </span>
      <div>
        <h3>{title}</h3>
        <p>{says}</p>
      </div>
      <div class="end">{children}</div>
    </div>
  );
}
