import type { JSX } from 'preact';
import type { StoppedView } from '../../lib/core/profile/builder-view.ts';
import type { Answer } from '../../lib/core/profile/learning.ts';
import { Button } from '../ui/Button.tsx';
import { Glyph } from '../ui/Glyph.tsx';
import type { BuilderActs } from './builder-acts.ts';

const ANSWERS: readonly Readonly<{ answer: Answer; word: string; says: string }>[] = [
  { answer: 'commit', word: 'The submit', says: 'It grants. It stays closed, and from now on it is what the gate holds.' },
  { answer: 'step', word: 'A step on', says: 'To another screen. It grants nothing, and is let through from now on.' },
  { answer: 'back', word: 'A step back', says: 'To an earlier screen.' },
  { answer: 'draft', word: 'Save as a draft', says: 'A way out.' },
  { answer: 'abandon', word: 'Abandon', says: 'A way out.' },
  { answer: 'revoke', word: 'Ends a grant', says: 'It stays possible for the operator.' },
  { answer: 'free', word: 'Changes nothing', says: 'Sign-in, search, heartbeat: always let through.' },
];

/** A socket is never let through: what is sent over it could not be told apart. */
const SOCKET_ANSWERS: typeof ANSWERS = [
  {
    answer: 'commit',
    word: 'The console works over it',
    says: 'Its pages stay empty, say that the connection failed, or a press does nothing. Then it cannot be guarded here.',
  },
  { answer: 'news', word: 'It only brings news', says: 'The console works without it. It stays closed, in an execution too.' },
];

/** Something was stopped: the person who pressed says what it was. Nothing is let through before. */
export function WhatWasThat({ stopped, acts }: Readonly<{ stopped: StoppedView; acts: BuilderActs }>): JSX.Element {
  return (
    <>
      <h2>{stopped.what}</h2>
      <p class="stopped">
        <Glyph name="halt" meaning="stop" isSmall />
        <span>
          It was stopped, and nothing left this browser: <span class="code inline">{stopped.request}</span>
          {stopped.names.length > 0 && `, with ${stopped.names.length} names: ${stopped.names.join(', ')}`}.
        </span>
      </p>
      {stopped.warns !== null && <p class="note unknown">{stopped.warns}</p>}
      <h3>{stopped.isSocket ? 'What is it for?' : 'What was that?'}</h3>
      <ul class="answers">
        {(stopped.isSocket ? SOCKET_ANSWERS : ANSWERS).map(({ answer, word, says }) => (
          <li key={answer}>
            <Button size="small" look={answer === 'commit' ? 'primary' : 'usual'} onPress={() => acts.onAnswer(answer)}>
              {word}
            </Button>
            <span class="meta soft">{says}</span>
          </li>
        ))}
      </ul>
      <Button look="plain" size="small" onPress={acts.onForgetStopped}>
        I do not know. Leave it closed.
      </Button>
    </>
  );
}
