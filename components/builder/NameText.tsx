import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { PickedView } from '../../lib/core/profile/builder-view.ts';
import type { BuilderActs } from './builder-acts.ts';
import { Choose } from './Choose.tsx';
import { Keep, unfound } from './Keep.tsx';
import { Ways } from './Ways.tsx';

type NameTextProps = Readonly<{ picked: Extract<PickedView, { is: 'text' }>; acts: BuilderActs }>;
const WHOLE = 'whole';

/** Keeps where a text stands, and what of it counts. What it says is shown on the console's page alone. */
export function NameText({ picked, acts }: NameTextProps): JSX.Element {
  const [way, setWay] = useState(picked.ways.findIndex(({ isRight }) => isRight));
  const [pick, setPick] = useState(WHOLE);
  return (
    <>
      <h2>This is {picked.what}</h2>
      <p class="soft">What it says is shown on the console’s page alone.</p>
      <Choose
        label="Of it counts"
        value={pick}
        options={[{ value: WHOLE, says: 'all that it says' }, ...picked.picks.map(({ pattern, says }) => ({ value: pattern, says }))]}
        onChoose={setPick}
      />
      <Ways ways={picked.ways} chosen={way} onChoose={setWay} />
      <Keep
        word="Keep it"
        whyNot={way < 0 ? unfound('text') : null}
        onKeep={() => acts.onNameText({ way, pick: pick === WHOLE ? null : pick })}
        onLetGo={acts.onLetGo}
      />
    </>
  );
}
