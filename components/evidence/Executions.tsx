import type { JSX, RefObject } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { EvidenceRow } from '../../lib/core/execution/view.ts';
import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { outcomeLook } from '../ui/meaning.ts';
import { Flag } from '../ui/Tenant.tsx';
import { allVisible } from '../ui/visible.ts';
import { Word } from '../ui/Word.tsx';
import { clockOf } from '../ui/when.ts';
import { ALL, byDay, chips, type Filter, NO_FILTER, narrowed } from './filter.ts';

type ExecutionsProps = Readonly<{
  rows: readonly EvidenceRow[];
  /** False until the worker has spoken: then nothing is said about there being none. */
  isRead: boolean;
  chosen: string | null;
  onChoose: (execution: string) => void;
  onExportAll: (executions: readonly string[]) => void;
}>;

/** How many rows are drawn at once; the next ones follow when the end of the list comes into view. */
const PORTION = 60;

/** The executions of this device: found by words or by outcome, under the day they ended on. */
export function Executions({ rows, isRead, chosen, onChoose, onExportAll }: ExecutionsProps): JSX.Element {
  const [filter, setFilter] = useState<Filter>(NO_FILTER);
  const found = useMemo(() => narrowed(rows, filter), [rows, filter]);
  const { drawn, end } = usePortions(found.length, filter);
  const exportable = found.filter((row) => row.isExportable).map((row) => row.execution);
  return (
    <nav class="side" aria-label="Executions">
      {isRead && rows.length === 0 && <p class="soft empty">No execution has been recorded on this device yet.</p>}
      {rows.length > 0 && <Narrow rows={rows} filter={filter} onFilter={setFilter} />}
      <p class="spoken" role="status">
        {rows.length > 0 && `${found.length} of ${rows.length} shown`}
      </p>
      {byDay(found.slice(0, drawn)).map(({ day, rows: ofDay }) => (
        <section key={day}>
          <h2>{day}</h2>
          <ul>
            {ofDay.map((row) => (
              <Choice key={row.execution} row={row} isChosen={row.execution === chosen} onChoose={onChoose} />
            ))}
          </ul>
        </section>
      ))}
      {rows.length > 0 && found.length === 0 && <p class="soft empty">Nothing here has all of these words.</p>}
      <div ref={end} class="end" />
      {exportable.length > 1 && (
        <div class="all">
          <Button size="small" icon="download" onPress={() => onExportAll(exportable)}>
            {`Export these ${exportable.length} bundles`}
          </Button>
        </div>
      )}
    </nav>
  );
}

function Narrow({
  rows,
  filter,
  onFilter,
}: Readonly<{ rows: readonly EvidenceRow[]; filter: Filter; onFilter: (filter: Filter) => void }>): JSX.Element {
  const offered = useMemo(() => chips(rows), [rows]);
  return (
    <search class="narrow">
      <label class="find">
        <span class="spoken">Find by tenant, case, reference or day</span>
        <Icon name="find" />
        <input
          class="input"
          type="search"
          placeholder="Tenant, case, reference, day"
          value={filter.words}
          onInput={(event) => onFilter({ ...filter, words: event.currentTarget.value })}
        />
      </label>
      <fieldset class="chips">
        <legend class="spoken">Show only</legend>
        {offered.map(({ word, count }) => (
          <button
            key={word}
            type="button"
            class="chip"
            aria-pressed={word === filter.chip}
            onClick={() => onFilter({ ...filter, chip: word === filter.chip ? ALL : word })}
          >
            {word} {count}
          </button>
        ))}
      </fieldset>
    </search>
  );
}

type ChoiceProps = Readonly<{ row: EvidenceRow; isChosen: boolean; onChoose: (execution: string) => void }>;

function Choice({ row, isChosen, onChoose }: ChoiceProps): JSX.Element {
  return (
    <li>
      <a
        href={`?execution=${encodeURIComponent(row.execution)}`}
        aria-current={isChosen ? 'true' : undefined}
        onClick={(event) => {
          event.preventDefault();
          onChoose(row.execution);
        }}
      >
        <Flag tenantId={row.tenant.id} />
        <b>{allVisible(row.tenant.name)}</b>
        <time dateTime={row.at}>{clockOf(row.at)}</time>
        <small>
          <span class="code inline">{row.caseId}</span>
          {!row.isComplete && <span class="ink-fix">, {row.completeness}</span>}
        </small>
        <Word {...outcomeLook(row.outcome)} />
      </a>
    </li>
  );
}

/** Draws a list portion by portion; a new filter begins again. */
function usePortions(count: number, filter: Filter): Readonly<{ drawn: number; end: RefObject<HTMLDivElement | null> }> {
  const [drawn, setDrawn] = useState(PORTION);
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => setDrawn(PORTION), [filter]);
  useEffect(() => {
    const mark = end.current;
    if (mark === null || drawn >= count) return undefined;
    const watch = new IntersectionObserver(
      (seen) => {
        if (seen.some((one) => one.isIntersecting)) setDrawn((now) => now + PORTION);
      },
      { rootMargin: '600px' },
    );
    watch.observe(mark);
    return () => watch.disconnect();
  }, [drawn, count]);
  return { drawn, end };
}
