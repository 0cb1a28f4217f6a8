import type { JSX } from 'preact';
import type { SaidRow } from '../../lib/core/profile/builder-view.ts';
import { Button } from '../ui/Button.tsx';
import { FileChoice } from '../ui/FileChoice.tsx';
import { Word } from '../ui/Word.tsx';
import type { BuilderActs, BuilderProps, SayAgain } from './builder-acts.ts';
import { Choose, Either, Write } from './Choose.tsx';

/** What comes after the fields: the request, the pages that say everything again, the ways out, and what the profile is called. */
export function Remaining({ view, acts }: BuilderProps): JSX.Element {
  return (
    <>
      {view.unmapped.length > 0 && <Mapping view={view} acts={acts} />}
      {view.plain.length > 0 && <EachTime plain={view.plain} acts={acts} />}
      {view.unwatched.length > 0 && <Unwatched names={view.unwatched} acts={acts} />}
      {view.reviewed !== null && <Again where="reviewed" title="Review page" rows={view.reviewed} acts={acts} />}
      <Confirmation view={view} acts={acts} />
      {view.exits.length > 0 && <Exits view={view} acts={acts} />}
      <section class="card" aria-labelledby="named-title">
        <h2 id="named-title">What it is called</h2>
        <div class="pair">
          <Write label="Name" value={view.name} onWrite={(text) => acts.onSayText('name', text)} />
          <Write label="Version" value={view.version} onWrite={(text) => acts.onSayText('version', text)} />
          <Write
            label="Id"
            value={view.id}
            hint="Policies name it by this and its digest."
            onWrite={(text) => acts.onSayText('id', text)}
          />
          <Write
            label="Page on which a grant is ended"
            value={view.revokePath}
            hint="Its path, such as /grants"
            onWrite={(text) => acts.onSayText('revokePath', text)}
          />
        </div>
        <details>
          <summary>Its scripts send to another address</summary>
          <Write label="Address of the API" value={view.apiOrigins.join(' ')} hint="Such as https://api.example" onWrite={acts.onAddApi} />
        </details>
      </section>
    </>
  );
}

function Mapping({ view, acts }: BuilderProps): JSX.Element {
  return (
    <section class="card" aria-labelledby="mapping-title">
      <h2 id="mapping-title">What the submit sends</h2>
      <p class="soft">These fields were not found in it by themselves. Say under which name each is sent.</p>
      <div class="pair">
        {view.unmapped.map(({ field, label }) => (
          <Choose
            key={field}
            label={label}
            value=""
            options={[{ value: '', says: 'Choose …' }, ...view.freeNames.map((name) => ({ value: name, says: name }))]}
            onChoose={(name) => acts.onMap(field, name)}
          />
        ))}
      </div>
    </section>
  );
}

/** What stands beside the fields says what becomes of them: another value there is another request, and is held. */
function EachTime({ plain, acts }: Readonly<{ plain: BuilderProps['view']['plain']; acts: BuilderActs }>): JSX.Element {
  return (
    <section class="card" aria-labelledby="each-time-title">
      <h2 id="each-time-title">Sent with it each time</h2>
      <p class="soft">
        Beside the fields, the submit sends this. With another value it is held. What changes from grant to grant must be let go here.
      </p>
      <details>
        <summary>
          {plain.length} {plain.length === 1 ? 'value' : 'values'}
        </summary>
        <ul class="again">
          {plain.map(({ name, value }) => (
            <li key={name}>
              <span class="code">
                {name} = {value === '' ? '(nothing)' : value}
              </span>
              <Button size="small" label={`${name} may change`} onPress={() => acts.onLoosen(name)}>
                May change
              </Button>
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}

/** What nothing is held against can grant more than was approved. Only a person can say that it does not. */
function Unwatched({ names, acts }: Readonly<{ names: readonly string[]; acts: BuilderActs }>): JSX.Element {
  return (
    <section class="card" aria-labelledby="unwatched-title">
      <h2 id="unwatched-title">Sent with it, and not watched</h2>
      <p class="soft">
        Whatever stands in these is let through. One that says what is granted, to whom, or for how long must be a field: point at its
        control, and say what it holds. Of the others, such as tokens, say that they may change.
      </p>
      <ul class="again">
        {names.map((name) => (
          <li key={name}>
            <span class="code">{name}</span>
          </li>
        ))}
      </ul>
      <div class="acts">
        <Button size="small" onPress={acts.onLetChange}>
          These may change
        </Button>
      </div>
    </section>
  );
}

type AgainProps = Readonly<{ where: SayAgain; title: string; rows: readonly SaidRow[]; acts: BuilderActs }>;

function Again({ where, title, rows, acts }: AgainProps): JSX.Element {
  return (
    <section class="card" aria-label={title}>
      <h2>{title}</h2>
      <p class="soft">Point at where it says a field again.</p>
      <AgainList where={where} rows={rows} acts={acts} />
    </section>
  );
}

function AgainList({ where, rows, acts }: Omit<AgainProps, 'title'>): JSX.Element {
  return (
    <ul class="again">
      {rows.map((row) => (
        <li key={row.field}>
          <span>{row.label}</span>
          {row.isSaid && <Word meaning="go" glyph="match" word="found" />}
          <Button size="small" label={`Point at ${row.label}`} onPress={() => acts.onPointAgain(where, row.field)}>
            Point
          </Button>
        </li>
      ))}
    </ul>
  );
}

function Confirmation({ view, acts }: BuilderProps): JSX.Element {
  return (
    <section class="card" aria-labelledby="confirmed-title">
      <h2 id="confirmed-title">Confirmation</h2>
      <p class="soft">
        How the console says yes. Your practice press never reaches it, so open an old confirmation in the console’s tab, or a page of one
        that was saved.
      </p>
      <div class="acts">
        <Button size="small" onPress={() => acts.onTake('confirmation')}>
          The page shown now is one
        </Button>
        <FileChoice word="Open a saved page" accept=".html,.htm,text/html" size="small" onChoose={acts.onSavedPage} />
      </div>
      {view.confirmed !== null && (
        <>
          <div class="acts">
            <Button size="small" onPress={() => acts.onPoint('reference')}>
              Point at its reference
            </Button>
            {view.hasReference && <Word meaning="go" glyph="match" word="found" />}
          </div>
          <AgainList where="confirmed" rows={view.confirmed} acts={acts} />
          {view.confirmedBy !== null && (
            <Either
              label="It is known by"
              isSo={!view.confirmedBy.isUsed}
              not={`Its heading “${view.confirmedBy.heading}”`}
              so="Its reference: other pages have that heading, or it has none"
              onChoose={acts.onConfirmedBy}
            />
          )}
        </>
      )}
      <Write
        label="Words of the alert that says no"
        value={view.failureWords}
        hint="Without them a no becomes an unknown outcome, and security is called."
        onWrite={(text) => acts.onSayText('failureWords', text)}
      />
      <Write
        label="Heading of a page that asks to wait"
        value={view.pendingWords}
        hint="Such as “Queued”, where the console has one. Leave it empty where it has none."
        onWrite={(text) => acts.onSayText('pendingWords', text)}
      />
    </section>
  );
}

const EXIT_WORDS = { draft: 'Saving a draft', abandon: 'Abandoning' } as const;

function Exits({ view, acts }: BuilderProps): JSX.Element {
  return (
    <section class="card" aria-labelledby="exits-title">
      <h2 id="exits-title">Ways out</h2>
      <div class="pair">
        {view.exits.map(({ kind, isSafe }) => (
          <Choose
            key={kind}
            label={EXIT_WORDS[kind]}
            value={isSafe ? 'safe' : 'unknown'}
            options={[
              { value: 'unknown', says: 'Its effect is not known: never offered' },
              { value: 'safe', says: 'Grants nothing: offered at a halt' },
            ]}
            onChoose={(value) => acts.onSayExit(kind, value === 'safe')}
          />
        ))}
      </div>
    </section>
  );
}
