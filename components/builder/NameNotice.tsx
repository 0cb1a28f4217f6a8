import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { PickedView } from '../../lib/core/profile/builder-view.ts';
import type { NoticeSaid } from '../../lib/core/profile/notice.ts';
import type { BuilderActs } from './builder-acts.ts';
import { Choose, Write } from './Choose.tsx';
import { Keep, unfound } from './Keep.tsx';
import { NOTICE_WORDS } from './notice-words.ts';
import { Ways } from './Ways.tsx';

type NameNoticeProps = Readonly<{ picked: Extract<PickedView, { is: 'notice' }>; acts: BuilderActs }>;

const KINDS = ['existing-session', 'scope-expansion', 'bypass', 'unusual-duration', 'session-lost', 'harmless'] as const;

/** Says of what the page says whether it is harmless or warns, and by which words it is known again. */
export function NameNotice({ picked, acts }: NameNoticeProps): JSX.Element {
  const [is, setIs] = useState<NoticeSaid['is']>('existing-session');
  const [words, setWords] = useState('');
  const [way, setWay] = useState(picked.ways.findIndex(({ isRight }) => isRight));
  const whyNot = lacking({ is, words, way }, picked);
  return (
    <>
      <h2>You pointed at {picked.what}</h2>
      <p class="soft">What it says is shown on the console’s page alone.</p>
      <Choose
        label="It is"
        value={is}
        options={KINDS.map((value) => ({ value, says: NOTICE_WORDS[value], isDisabled: value === 'harmless' && !picked.mayBeHarmless }))}
        onChoose={setIs}
      />
      {is === 'harmless' && <p class="note">It no longer stops an execution. Its operator is asked to acknowledge it before the submit.</p>}
      <Write label={picked.isByWords ? 'Words that stand in it' : 'It is called'} value={words} hint={hintOn(picked)} onWrite={setWords} />
      {!picked.isByWords && <Ways ways={picked.ways} chosen={way} onChoose={setWay} />}
      <Keep word="Keep it" whyNot={whyNot} onKeep={() => acts.onNameNotice({ is, words, way })} onLetGo={acts.onLetGo} />
    </>
  );
}

/** Why it cannot be listed yet; null where it can. */
function lacking({ is, words, way }: NoticeSaid, { isByWords, harmlessWordsMin }: NameNoticeProps['picked']): string | null {
  if (words === '') return isByWords ? 'Write words that stand in it first.' : 'Write what it is called first.';
  if (is === 'harmless' && words.length < harmlessWordsMin)
    return `Write more of its words, at least ${harmlessWordsMin} letters: another alert could have these, too.`;
  return isByWords || way >= 0 ? null : unfound('text');
}

function hintOn({ isByWords }: NameNoticeProps['picked']): string {
  return isByWords
    ? 'It is known by them, and evidence shows them: no names, no numbers, such as “active emergency session”.'
    : 'Evidence calls it that. It is known by where it stands, so an execution stops whenever something stands there.';
}
