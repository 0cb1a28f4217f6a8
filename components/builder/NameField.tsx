import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { BuilderView, PickedView } from '../../lib/core/profile/builder-view.ts';
import { Button } from '../ui/Button.tsx';
import { Word } from '../ui/Word.tsx';
import type { BuilderActs } from './builder-acts.ts';
import { type Called, ChoicesCalled, whyAlike } from './ChoicesCalled.tsx';
import { Choose, Either, Write } from './Choose.tsx';
import { Keep, unfound } from './Keep.tsx';
import { AS_ONE, TimeParts, timeSaid } from './TimeParts.tsx';
import { Ways } from './Ways.tsx';

type Field = Extract<PickedView, { is: 'field' }>;
type NameFieldProps = Readonly<{ picked: Field; paths: BuilderView['paths']; acts: BuilderActs }>;
type Holds = BuilderView['paths'][number]['path'] | 'constant';

/** Names a control: which part of the packet it holds, how it is found again, what evidence may show of it. */
export function NameField({ picked, paths, acts }: NameFieldProps): JSX.Element {
  const isBox = picked.kind === 'checkbox' || picked.kind === 'switch';
  const [holds, setHolds] = useState<Holds>(isBox ? 'constant' : (picked.proposed ?? 'constant'));
  const [constant, setConstant] = useState(isBox ? 'off' : '');
  const [way, setWay] = useState(picked.ways.findIndex(({ isRight }) => isRight));
  const [isShown, setIsShown] = useState(false);
  const [entered, setEntered] = useState(AS_ONE);
  const [isWholeList, setIsWholeList] = useState(false);
  const [prompt, setPrompt] = useState('');
  const [called, setCalled] = useState('');
  const [choicesCalled, setChoicesCalled] = useState<Called>({});
  const isTime = holds === 'window.end' || holds === 'window.start';
  const mayBeDuration = holds === 'window.end';
  const time = isTime ? { ...entered, as: mayBeDuration ? entered.as : AS_ONE.as } : AS_ONE;
  const path = holds === 'constant' ? null : holds;
  const name = () =>
    acts.onNameField({
      path,
      constant,
      label: [picked.name, called, paths.find((one) => one.path === path)?.says ?? ''].find((one) => one !== '') ?? 'Field',
      way,
      isShown,
      isRequired: path !== null,
      ...timeSaid(time),
      isBox: picked.isList && isWholeList,
      prompt,
      called: choicesCalled,
    });
  return (
    <>
      <h2>You pointed at {picked.control}</h2>
      <p class="soft">On the screen “{picked.screen}”. What it holds is shown on the console’s page alone.</p>
      <p>
        {picked.unreadable === null ? (
          <Word meaning="go" glyph="match" word="Reads right" />
        ) : (
          <span class="ink-unknown">Does not read: {picked.unreadable}</span>
        )}
      </p>
      <Choose
        label="It is, in the packet"
        value={holds}
        options={[
          ...paths.map((one) => ({ value: one.path as Holds, says: one.isTaken ? `${one.says} (in this control, too)` : one.says })),
          {
            value: 'constant',
            says: isBox ? 'Not in the packet: it must always be on, or always off' : 'Not in the packet: always the same',
          },
        ]}
        onChoose={setHolds}
      />
      {holds === 'constant' &&
        (isBox ? (
          <Choose
            label="It must be"
            value={constant}
            options={[
              { value: 'off', says: 'Always off' },
              { value: 'on', says: 'Always on' },
            ]}
            onChoose={setConstant}
          />
        ) : (
          <Write label="It must hold" value={constant} onWrite={setConstant} />
        ))}
      {picked.name === '' && <Write label="It is called" value={called} hint="The page gives it no name." onWrite={setCalled} />}
      <ListParts picked={picked} isWhole={isWholeList} prompt={prompt} onWhole={setIsWholeList} onPrompt={setPrompt} />
      {holds === 'scope' && picked.choices.length > 0 && (
        <ChoicesCalled choices={picked.choices} called={choicesCalled} onCall={setChoicesCalled} />
      )}
      {isTime && <TimeParts entered={time} mayBeDuration={mayBeDuration} onEnter={setEntered} />}
      <Ways ways={picked.ways} chosen={way} onChoose={setWay} />
      <Either label="Evidence shows" isSo={isShown} not="Nothing: it is masked" so="The value" onChoose={setIsShown} />
      <Keep
        word="Keep this field"
        whyNot={way < 0 ? unfound('control') : whyAlike(picked.choices, holds === 'scope' ? choicesCalled : {})}
        onKeep={name}
        onLetGo={acts.onLetGo}
      >
        <Button onPress={() => acts.onPoint('field')}>Point again</Button>
      </Keep>
    </>
  );
}

type ListPartsProps = Readonly<{
  picked: Field;
  isWhole: boolean;
  prompt: string;
  onWhole: (isWhole: boolean) => void;
  onPrompt: (prompt: string) => void;
}>;

/** What a list needs besides: whether all of it counts, and how it asks for a choice. */
function ListParts({ picked, isWhole, prompt, onWhole, onPrompt }: ListPartsProps): JSX.Element {
  return (
    <>
      {picked.isList && (
        <Either
          label="Of this list counts"
          isSo={isWhole}
          not="What is marked in it"
          so="Everything in it: it is the box of what was chosen"
          onChoose={onWhole}
        />
      )}
      {picked.kind === 'combobox' && (
        <Write
          label="While nothing is chosen it shows"
          value={prompt}
          hint="Such as “Choose …”. Leave it empty where it shows nothing."
          onWrite={onPrompt}
        />
      )}
    </>
  );
}
