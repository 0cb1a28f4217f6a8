import type { JSX } from 'preact';
import type { ScreenStep } from '../../lib/core/execution/view.ts';
import { Icon } from './Icon.tsx';

const SPOKEN: Readonly<Record<ScreenStep['state'], string>> = { done: 'done', current: 'current', 'to-come': 'to come' };

/** Which screen of the console this is, what is done, what is still to come. */
export function Steps({ screens }: Readonly<{ screens: readonly ScreenStep[] }>): JSX.Element {
  return (
    <nav class="steps" aria-label="Screens of the console">
      <ol>
        {screens.map((screen, index) => (
          <li key={screen.id} class={screen.state} aria-current={screen.state === 'current' ? 'step' : undefined} title={screen.title}>
            <span class="bead">
              <span class="spoken">
                {screen.title}, {SPOKEN[screen.state]}
              </span>
              <span aria-hidden="true">{screen.state === 'done' ? <Icon name="check" /> : index + 1}</span>
            </span>
            {index < screens.length - 1 && <span class="thread" aria-hidden="true" />}
          </li>
        ))}
      </ol>
    </nav>
  );
}
