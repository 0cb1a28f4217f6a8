import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { PickedView } from '../../lib/core/profile/builder-view.ts';
import { Button } from '../ui/Button.tsx';
import type { BuilderActs } from './builder-acts.ts';
import { Choose } from './Choose.tsx';
import { Ways } from './Ways.tsx';

type NameTextProps = Readonly<{ picked: Extract<PickedView, { is: 'text' }>; acts: BuilderActs }>;
const WHOLE = 'whole';

/** Keeps where a text stands, and what of it counts. What it says is shown on the console's page alone. */
export function NameText({ picked, acts }: NameTextProps): JSX.Element {
  const [way, setWay] = useState(picked.ways.findIndex(({ isRight }) => isRight));
  const [pick, setPick] = useState(WHOLE);
  const why = way < 0 ? 'text-why' : null;
  return (
    <section class="card now" aria-label="You pointed at">
      <h2>This is {picked.what}</h2>
      <p class="soft">What it says is shown on the console’s page alone.</p>
      <Choose
        label="Of it counts"
        value={pick}
        options={[{ value: WHOLE, says: 'all that it says' }, ...picked.picks.map(({ pattern, says }) => ({ value: pattern, says }))]}
        onChoose={setPick}
      />
      <Ways ways={picked.ways} chosen={way} onChoose={setWay} />
      <div class="acts">
        <Button look="primary" blockedBy={why} onPress={() => acts.onNameText({ way, pick: pick === WHOLE ? null : pick })}>
          Keep it
        </Button>
        <Button look="plain" onPress={acts.onLetGo}>
          Let go
        </Button>
      </div>
      {why !== null && (
        <p id="text-why" class="meta soft">
          Nothing finds this text and no other, so it cannot be kept.
        </p>
      )}
    </section>
  );
}
