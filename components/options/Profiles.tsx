import type { ComponentChildren, JSX } from 'preact';
import type { ProfileRow, ProfilesView } from '../../lib/core/execution/page-views.ts';
import type { Problem } from '../../lib/core/problem.ts';
import { Button } from '../ui/Button.tsx';
import { FileChoice } from '../ui/FileChoice.tsx';
import type { GlyphName } from '../ui/glyph-shapes.ts';
import { Icon } from '../ui/Icon.tsx';
import type { Meaning } from '../ui/meaning.ts';
import { ProblemWords } from '../ui/ProblemNote.tsx';
import { Reading } from '../ui/Reading.tsx';
import { Word } from '../ui/Word.tsx';
import { Describe, type DescribeProps } from './Describe.tsx';
import { Part } from './Part.tsx';

export type ProfilesProps = Readonly<{
  /** Null until the worker has spoken. */
  view: ProfilesView | null;
  /** Why the profiles cannot be read, or what was asked for was not done. */
  problem: Problem | null;
  /** Why a file was not taken, place by place; empty when nothing is wrong. */
  faults: readonly string[];
  onImport: (file: File) => void;
  onExport: (digest: string) => void;
  onRemove: (digest: string) => void;
  describe: DescribeProps;
}>;

/** The console profiles of this browser: where each came from, its digest, and whether it may arm the gate. */
export function Profiles({ view, problem, faults, onImport, onExport, onRemove, describe }: ProfilesProps): JSX.Element {
  return (
    <Part
      id="profiles"
      title="Console profiles"
      says="A profile describes one console: its screens, its fields, its submit and its answer. It is data, not code. Which profile may arm the gate is said by your organisation, by its digest; bringing one in here is not enough."
    >
      {view === null && problem === null && (
        <div class="row-acts">
          <Reading what="the profiles" />
        </div>
      )}
      {view?.rows.map((row) => (
        <Profile key={row.digest} row={row} onExport={onExport} onRemove={onRemove} />
      ))}
      {view !== null && view.unusable.length > 0 && (
        <Faults faults={view.unusable}>
          <b>Given to this browser, and cannot be used.</b> Tell whoever gave it. Its console is not guarded by it:
        </Faults>
      )}
      <div aria-live="polite">
        {problem !== null && <ProblemWords problem={problem} />}
        {faults.length > 0 && (
          <Faults faults={faults}>
            <b>The file was not taken.</b> {faults.length === 1 ? 'One thing is' : `${faults.length} things are`} wrong with it:
          </Faults>
        )}
      </div>
      <div class="row-acts">
        {view?.isManaged === true ? (
          <span class="tag">
            <Icon name="lock" />
            set by your organisation
          </span>
        ) : (
          <FileChoice word="Import a profile" accept=".json,application/json" size="small" onChoose={onImport} />
        )}
      </div>
      <Describe {...describe} />
    </Part>
  );
}

function Faults({ faults, children }: Readonly<{ faults: readonly string[]; children: ComponentChildren }>): JSX.Element {
  return (
    <div class="note stop faults">
      <div class="says">
        <p>{children}</p>
        <ul>
          {faults.map((fault) => (
            <li key={fault} class="code">
              {fault}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

const FROM: Readonly<Record<ProfileRow['from'], string>> = {
  shipped: 'comes with Countersign',
  managed: 'from policy',
  imported: 'brought in here',
};

type Look = Readonly<{ meaning: Meaning; glyph: GlyphName; word: string; says: string }>;

const STANDINGS: Readonly<Record<ProfileRow['standing'], Look>> = {
  named: { meaning: 'go', glyph: 'match', word: 'May arm the gate', says: 'The emergency policy names this digest.' },
  'by-policy': { meaning: 'go', glyph: 'match', word: 'May arm the gate', says: 'Your organisation gave it to this browser.' },
  'other-version': {
    meaning: 'fix',
    glyph: 'stale',
    word: 'Cannot arm',
    says: 'The emergency policy names another version of it. Nothing can begin with this one.',
  },
  'not-named': {
    meaning: 'fix',
    glyph: 'stale',
    word: 'Cannot arm',
    says: 'The emergency policy does not name this digest. It keeps the console closed; nothing can begin with it until security names it.',
  },
  'not-known': {
    meaning: 'unknown',
    glyph: 'unreadable',
    word: 'Not known',
    says: 'The emergency policy is not read: sign in to see whether it names this digest.',
  },
  'set-aside': {
    meaning: 'todo',
    glyph: 'empty',
    word: 'Not used',
    says: 'In this browser only the profiles of your organisation count.',
  },
};

type ProfileProps = Readonly<{ row: ProfileRow }> & Pick<ProfilesProps, 'onExport' | 'onRemove'>;

function Profile({ row, onExport, onRemove }: ProfileProps): JSX.Element {
  const { meaning, glyph, word, says } = STANDINGS[row.standing];
  return (
    <div class="profile">
      <div>
        <h3>
          {row.name} <span class="tag">version {row.version}</span> <span class="tag">{FROM[row.from]}</span>
        </h3>
        <p>
          {row.address} · {counted(row.screens, 'screen')}, {counted(row.fields, 'field')}
        </p>
        <p>
          Digest <span class="code inline">{row.digest}</span>
        </p>
        <p>{says}</p>
      </div>
      <div class="end">
        <Word meaning={meaning} glyph={glyph} word={word} />
        <Button size="small" icon="download" label={`Export ${row.name}, version ${row.version}`} onPress={() => onExport(row.digest)}>
          Export
        </Button>
        {row.isRemovable && (
          <Button size="small" look="danger" label={`Take away ${row.name}, version ${row.version}`} onPress={() => onRemove(row.digest)}>
            Take away
          </Button>
        )}
      </div>
    </div>
  );
}

function counted(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? '' : 's'}`;
}
