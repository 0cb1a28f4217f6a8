import type { JSX } from 'preact';
import type { Capsule, EnteredField } from '../../lib/core/execution/capsule.ts';
import type { TakeoverView } from '../../lib/core/execution/takeover-view.ts';
import { Sheet } from '../evidence/Sheet.tsx';
import { authorityWords } from '../ui/authority-words.ts';
import { Glyph } from '../ui/Glyph.tsx';
import { verdictLook } from '../ui/meaning.ts';
import { Sentence } from '../ui/Sentence.tsx';
import { Word } from '../ui/Word.tsx';
import { momentOf, secondsOf } from '../ui/when.ts';

type OpenView = Extract<TakeoverView, { is: 'open' }>;

/** What was left, in the order in which a person asks: why, can something have left, on whose approval, what was entered. */
export function LeftBehind({ view }: Readonly<{ view: OpenView }>): JSX.Element {
  const { capsule } = view;
  return (
    <article class="left-behind" aria-label={`What was left of ${view.caseId}`}>
      <header>
        <h2>
          <Sentence text={view.left} />
        </h2>
        <p class="refs">
          <span class="code">{capsule.caseId}</span>
          <span class="code">{capsule.packet.incident.id}</span>
          <span>packet v{capsule.packet.version}</span>
          <span>device {capsule.by.device}</span>
        </p>
      </header>
      <Sent view={view} />
      <Stops view={view} />
      <Approvals approvals={capsule.approvals} />
      <Entered capsule={capsule} word={view.mayHaveLeft ? 'Entered' : 'Entered and not submitted'} />
      <LastCapture capture={capsule.capture} />
    </article>
  );
}

function Sent({ view: { mayHaveLeft, sent } }: Readonly<{ view: OpenView }>): JSX.Element {
  const [first, ...rest] = sent;
  return (
    <section
      class={`note ${mayHaveLeft ? 'unknown' : 'go'}`}
      aria-label="Whether anything has left"
      data-left={mayHaveLeft ? 'possibly' : 'nothing'}
    >
      <Glyph name={mayHaveLeft ? 'unreadable' : 'match'} meaning={mayHaveLeft ? 'unknown' : 'go'} />
      <div class="says">
        <p>
          <b>{first}</b>
        </p>
        <p class="soft">{rest.join(' ')}</p>
      </div>
    </section>
  );
}

function Stops({ view: { stops, exit, capsule, mayHaveLeft } }: Readonly<{ view: OpenView }>): JSX.Element {
  return (
    <section class="card" aria-labelledby="stops">
      <h3 id="stops" class="card-head">
        {mayHaveLeft ? 'Why nobody knows' : 'Why it was halted'} <small>{secondsOf(capsule.stop.at)} UTC</small>
      </h3>
      <ul class="lines">
        {stops.map((one) => (
          <li key={one}>
            <Glyph name="halt" meaning="stop" isSmall />
            <span>
              <Sentence text={one} />
            </span>
          </li>
        ))}
        {exit !== null && (
          <li>
            <Glyph name="waiting" meaning="work" isSmall />
            <span>{exit}</span>
          </li>
        )}
      </ul>
    </section>
  );
}

function Approvals({ approvals }: Readonly<{ approvals: Capsule['approvals'] }>): JSX.Element {
  return (
    <section class="card" aria-labelledby="approvals">
      <h3 id="approvals" class="card-head">
        Approvals relied on <small>they are read again before you go on</small>
      </h3>
      {approvals.length === 0 && <p class="lines soft">None were read before it was halted.</p>}
      <ul class="lines">
        {approvals.map(({ authority, id, name, decidedAt }) => (
          <li key={id}>
            <Glyph name="match" meaning="go" isSmall />
            <span>
              {authorityWords(authority)}: {name} <span class="code inline">{id}</span>
            </span>
            <small class="soft">{decidedAt === null ? 'no time' : momentOf(decidedAt)}</small>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Entered({ capsule: { entered, screen, capture }, word }: Readonly<{ capsule: Capsule; word: string }>): JSX.Element {
  const seen = capture?.record.screen;
  const title = seen?.id === screen ? seen?.title : screen;
  return (
    <section class="card" aria-labelledby="entered">
      <h3 id="entered" class="card-head">
        {word} {screen !== null && <small>stopped at screen “{title}”</small>}
      </h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable from the keyboard. */}
      <div class="scroll" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">Field</th>
              <th scope="col">Entered</th>
              <th scope="col">Approved</th>
              <th scope="col">Verdict</th>
            </tr>
          </thead>
          <tbody>
            {entered.map((one) => (
              <Field key={one.field} field={one} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Field({ field: { field, label, entered, approved, verdict } }: Readonly<{ field: EnteredField }>): JSX.Element {
  const look = verdict === 'not-entered' ? { ...verdictLook('empty'), word: 'Not entered' } : verdictLook(verdict);
  return (
    <tr data-field={field}>
      <th scope="row">{label}</th>
      <td class="code">{entered ?? <span class="soft">nothing</span>}</td>
      <td class="code">{approved}</td>
      <td>
        <Word {...look} />
      </td>
    </tr>
  );
}

function LastCapture({ capture }: Readonly<{ capture: Capsule['capture'] }>): JSX.Element {
  return (
    <section class="card" aria-labelledby="last-capture">
      <h3 id="last-capture" class="card-head">
        Last capture <small>a reconstruction, masked</small>
      </h3>
      {capture === null ? (
        <p class="lines soft">None was taken.</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable from the keyboard.
        <section class="paper" tabIndex={0} aria-label={`Capture of ${capture.record.screen.title}`}>
          <Sheet record={capture.record} />
        </section>
      )}
    </section>
  );
}
