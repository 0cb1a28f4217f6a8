import type { ComponentChildren, JSX } from 'preact';
import type { Verdict } from '../../lib/core/compare/reading.ts';
import type { OnboardingView } from '../../lib/core/execution/page-views.ts';
import type { Problem } from '../../lib/core/problem.ts';
import { Button } from '../ui/Button.tsx';
import { NOT_CONFIRMED } from '../ui/device-words.ts';
import { FileChoice } from '../ui/FileChoice.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Logo } from '../ui/Mark.tsx';
import { verdictLook } from '../ui/meaning.ts';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { Word } from '../ui/Word.tsx';
import { Seal } from './Seal.tsx';
import { type StepState, stepsOf } from './steps.ts';

export type OnboardingProps = Readonly<{
  /** Null until the worker has spoken. */
  view: OnboardingView | null;
  /** The person pressed "Allow on this console" on this page. Access that policy gave is still confirmed by a look. */
  hasAllowed: boolean;
  problem: Problem | null;
  onUseRange: () => void;
  onImport: (file: File) => void;
  onAllow: () => void;
  onSignIn: () => void;
}>;

/** First use: where the systems are, which console, who you are. Three steps, once. */
export function Onboarding(props: OnboardingProps): JSX.Element {
  const { view, problem } = props;
  const steps = stepsOf(view, props.hasAllowed);
  return (
    <div class="cs onboarding">
      <main>
        <p>
          <Logo />
        </p>
        <h1>A second pair of eyes, before the next incident</h1>
        <p class="lede">
          You restore access by hand. Countersign reads along, compares every field with what was approved, and holds the submit until all
          of it is still true. It never types and never clicks.
        </p>
        <ProblemNote problem={problem} />
        <ol class="three">
          <Step no={1} state={steps.systems} title="Say where your systems are">
            <Systems {...props} state={steps.systems} />
          </Step>
          <Step no={2} state={steps.console} title="Allow it on your console">
            <Console {...props} state={steps.console} />
          </Step>
          <Step no={3} state={steps.person} title="Sign in to the case system">
            <Person {...props} state={steps.person} />
          </Step>
        </ol>
        {steps.isDone && <Done view={view} />}
      </main>
      <Aside />
    </div>
  );
}

type StepProps = Readonly<{ no: number; state: StepState; title: string; children: ComponentChildren }>;

function Step({ no, state, title, children }: StepProps): JSX.Element {
  return (
    <li class={state} aria-current={state === 'current' ? 'step' : undefined}>
      <span class="no" aria-hidden="true">
        {state === 'done' ? <Icon name="check" /> : no}
      </span>
      <div class="step">
        <h2>
          <span class="spoken">
            Step {no}
            {state === 'done' ? ', done' : ''}:{' '}
          </span>
          {title}
        </h2>
        {children}
      </div>
    </li>
  );
}

type PartProps = OnboardingProps & Readonly<{ state: StepState }>;

function Systems({ view, state, onUseRange, onImport }: PartProps): JSX.Element {
  const deployment = view?.deployment ?? null;
  if (state === 'done' && deployment !== null) {
    return (
      <p>
        {deployment.name}, case system at <span class="code inline">{deployment.caseSystem}</span>
        {deployment.isManaged ? ', set by your organisation.' : '.'}
      </p>
    );
  }
  return (
    <>
      <p>Practise first: the range is a small town of practice systems on this computer. Nothing there is real.</p>
      <div class="acts">
        <Button look="primary" onPress={onUseRange}>
          Use the practice range
        </Button>
        <FileChoice word="Import a deployment file" accept=".json,application/json" onChoose={onImport} />
      </div>
    </>
  );
}

function Console({ view, state, onAllow }: PartProps): JSX.Element {
  const consoles = view?.consoles ?? [];
  if (state === 'to-come') return <p>On every other site it stays blind.</p>;
  if (consoles.length === 0) return <NoConsole />;
  return (
    <>
      <p>On every other site it stays blind.</p>
      <ul class="sites">
        {consoles.map((site) => (
          <li key={`${site.name} ${site.origin}`}>
            <span class="tile">
              <Icon name="console" />
            </span>
            <span>
              <b>{site.name}</b>
              <span class="code">{site.origin}</span>
            </span>
            {site.isAllowed && <Word meaning="go" glyph="match" word="Allowed" />}
          </li>
        ))}
      </ul>
      {state === 'current' && (
        <>
          <p class="meta">Your browser asks next. Countersign may then read the pages of these sites and hold their requests.</p>
          <div class="acts">
            <Button look="primary" onPress={onAllow}>
              Allow on this console
            </Button>
          </div>
        </>
      )}
    </>
  );
}

function NoConsole(): JSX.Element {
  return (
    <>
      <p>
        No console is described in this browser yet. Each has to be, once, before it can be guarded: that takes about ten minutes, without
        code. Or bring in the profile that somebody made.
      </p>
      <div class="acts">
        <a class="button primary" href="options.html#profiles">
          Describe your console
        </a>
      </div>
    </>
  );
}

function Person({ view, state, onSignIn }: PartProps): JSX.Element {
  if (state === 'done') return <p>Signed in as {view?.signedInAs}.</p>;
  return (
    <>
      <p>Approvals are read in your name, and every entry of the journal carries it.</p>
      {state === 'current' && (
        <div class="acts">
          <Button look="primary" onPress={onSignIn}>
            Sign in
          </Button>
        </div>
      )}
    </>
  );
}

function Done({ view }: Readonly<{ view: OnboardingView | null }>): JSX.Element {
  const device = view?.device ?? null;
  return (
    <section class="ready" aria-label="Ready">
      {device !== null && device.standing !== 'confirmed' && (
        <p class="note fix">
          <span class="says">
            {NOT_CONFIRMED[device.standing].says} <b>Now:</b> {NOT_CONFIRMED[device.standing].now} This device’s name:{' '}
            <span class="code inline">{device.id}</span>.
          </span>
        </p>
      )}
      <p>
        <a class="button primary" href="popup.html">
          Open Countersign
        </a>
      </p>
      <p class="meta soft">From now on it is the seal in your toolbar.</p>
    </section>
  );
}

const SIGNS: readonly Readonly<{ verdict: Verdict; means: string }>[] = [
  { verdict: 'match', means: 'as approved' },
  { verdict: 'mismatch', means: 'put it right in the console' },
  { verdict: 'broader', means: 'more than approved: stop' },
  { verdict: 'empty', means: 'still to come' },
  { verdict: 'unreadable', means: 'cannot tell, so never yes' },
];

function Aside(): JSX.Element {
  return (
    <aside aria-label="How to read it">
      <figure class="card seal">
        <Seal />
        <figcaption>One seal in two halves. If they fit, it is what was approved.</figcaption>
      </figure>
      <section class="card signs">
        <h2>Five signs, each with its own shape</h2>
        <dl>
          {SIGNS.map(({ verdict, means }) => (
            <div key={verdict}>
              <dt>
                <Word {...verdictLook(verdict)} />
              </dt>
              <dd>{means}</dd>
            </div>
          ))}
        </dl>
      </section>
    </aside>
  );
}
