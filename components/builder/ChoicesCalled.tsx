import type { JSX } from 'preact';
import type { PickedView } from '../../lib/core/profile/builder-view.ts';
import { Write } from './Choose.tsx';

type Choices = Extract<PickedView, { is: 'field' }>['choices'];
/** What the packet calls a choice, by what is sent for it; a choice that is not among them is called as it is sent. */
export type Called = Readonly<Record<string, string>>;

/** Why choices cannot be told apart in the packet; null where they can. */
export function whyAlike(choices: Choices, called: Called): string | null {
  const names = choices.map(({ sent }) => called[sent] ?? sent);
  return new Set(names).size === names.length ? null : 'Two choices would be called the same in the packet.';
}

type ChoicesCalledProps = Readonly<{ choices: Choices; called: Called; onCall: (called: Called) => void }>;

/** What the packet calls the choices of a list, where a console sends something else for them, such as a number. */
export function ChoicesCalled({ choices, called, onCall }: ChoicesCalledProps): JSX.Element {
  const call = (sent: string, name: string) => {
    const others = Object.entries(called).filter(([one]) => one !== sent);
    onCall(Object.fromEntries(name === '' || name === sent ? others : [...others, [sent, name]]));
  };
  return (
    <details open={choices.some(({ sent, says }) => sent !== says)}>
      <summary>What the packet calls its choices</summary>
      <p class="meta soft">Leave empty what the packet calls as it is sent.</p>
      <div class="pair">
        {choices.map(({ sent, says }) => (
          <Write
            key={sent}
            label={says === sent ? says : `“${says}”, sent as ${sent}`}
            value={called[sent] ?? ''}
            onWrite={(name) => call(sent, name)}
          />
        ))}
      </div>
    </details>
  );
}
