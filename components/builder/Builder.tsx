import type { ComponentChildren, JSX } from 'preact';
import type { BuilderView } from '../../lib/core/profile/builder-view.ts';
import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Logo } from '../ui/Mark.tsx';
import { Word } from '../ui/Word.tsx';
import type { BuilderProps } from './builder-acts.ts';
import { DryRun } from './DryRun.tsx';
import { Notices } from './Notices.tsx';
import { Now } from './Now.tsx';
import { Outline } from './Outline.tsx';
import { Parts } from './Parts.tsx';
import { Remaining } from './Remaining.tsx';

type WholeProps = BuilderProps & Readonly<{ children?: ComponentChildren }>;

/** Describes a console without code: point, name, done. What is missing is always in sight; every step can be taken back. */
export function Builder({ view, acts, children }: WholeProps): JSX.Element {
  const missing = view.parts.filter(({ state }) => state === 'to-do').length;
  return (
    <div class="cs builder">
      <header>
        <Logo />
        <div class="acts">
          <a href="#missing">{missing === 0 ? 'Nothing is missing' : `${missing} missing`}</a>
          <Button size="small" icon="read-again" blockedBy={view.undoable === 0 ? 'undo-why' : null} onPress={acts.onUndo}>
            Undo
          </Button>
          <Button size="small" look="plain" icon="leave-out" onPress={acts.onEnd}>
            End
          </Button>
          <span id="undo-why" class="spoken">
            Nothing to take back yet.
          </span>
        </div>
      </header>
      <main>
        <Head view={view} />
        <div aria-live="polite">{view.says !== null && <p class="note">{view.says}</p>}</div>
        {view.obstacles.length > 0 && <Obstacles obstacles={view.obstacles} />}
        <Now view={view} acts={acts} />
        {children}
        <Outline view={view} acts={acts} />
        <Notices view={view} acts={acts} />
        <Remaining view={view} acts={acts} />
        <DryRun view={view} acts={acts} />
        <Carry view={view} acts={acts} />
      </main>
      <aside id="missing" aria-label="What is there and what is missing">
        <Parts parts={view.parts} />
      </aside>
    </div>
  );
}

function Head({ view }: Readonly<{ view: BuilderView }>): JSX.Element {
  return (
    <div class="head">
      <h1>Describe this console</h1>
      <p class="soft">
        <span class="code inline">{view.address}</span>
      </p>
      <p>
        {view.isConnected ? (
          <Word meaning="go" glyph="match" word="The console’s page answers" />
        ) : (
          <Word meaning="todo" glyph="waiting" word="Waiting for the console’s page" />
        )}
      </p>
      <p class="note">
        <Icon name="lock" />
        <span class="says">
          The network gate is closed for this console. Whatever you press there is stopped, until you say here that it is only a step. What
          its scripts send to another address is not: if its API has one, name that below before you press the submit. Use a practice
          account and practice values.
        </span>
      </p>
    </div>
  );
}

function Obstacles({ obstacles }: Readonly<{ obstacles: readonly string[] }>): JSX.Element {
  return (
    <div class="note stop">
      <div class="says">
        <h2>Not guardable here</h2>
        {obstacles.map((one) => (
          <p key={one}>{one}</p>
        ))}
        <p>
          <b>What to do instead:</b> ask the console’s owner for a page on which one press sends one form or one request, and describe that.
          Until there is one, restore access on this console as your emergency procedure says where nothing guards: with a second person who
          reads along before each press.
        </p>
        <p class="soft">
          Countersign does not pretend to hold what it cannot hold: nothing of this can be exported, kept or armed. If this was a mistake,
          take it back with Undo.
        </p>
      </div>
    </div>
  );
}

function Carry({ view, acts }: BuilderProps): JSX.Element {
  const why = view.isWhole && view.faults.length === 0 ? null : 'carry-why';
  return (
    <section class="card" aria-labelledby="carry-title">
      <h2 id="carry-title">Carry it on</h2>
      <p class="soft">
        A profile that was made here can arm nothing until your organisation names its digest. Export it, let it be reviewed, and give its
        digest to whoever keeps the emergency policy.
      </p>
      <div class="acts">
        <Button look="primary" icon="download" blockedBy={why} onPress={acts.onExport}>
          Export the profile
        </Button>
        <Button blockedBy={why} onPress={acts.onKeep}>
          Keep it in this browser
        </Button>
      </div>
      {why !== null && (
        <div id="carry-why" class="faults">
          <p>{view.obstacles.length > 0 ? 'This console cannot be guarded here.' : 'Something is still missing.'}</p>
          <details>
            <summary>What the profile still lacks, place by place</summary>
            <ul>
              {view.faults.map((fault) => (
                <li key={fault} class="code">
                  {fault}
                </li>
              ))}
            </ul>
          </details>
        </div>
      )}
    </section>
  );
}
