import type { JSX } from 'preact';
import type { FieldSaid } from '../../lib/core/profile/draft-saying.ts';
import type { DateOrder } from '../../lib/core/profile/profile.ts';
import { Choose, Write } from './Choose.tsx';

type Part = FieldSaid['parts'][number];

/** How a time is entered, as a person says it. `first`: which part the control is that was pointed at. */
export type Entered = Readonly<{
  as: 'date' | 'duration' | 'amount';
  date: 'whole' | 'apart';
  time: 'here' | 'one' | 'two' | 'three' | 'none';
  first: Part | null;
  zone: string;
  order: DateOrder | 'iso';
}>;

export const AS_ONE: Entered = { as: 'date', date: 'whole', time: 'here', first: null, zone: 'pointed', order: 'iso' };

const DATES: Readonly<Record<Entered['date'], readonly Part[]>> = { whole: ['date'], apart: ['year', 'month', 'day'] };
const TIMES: Readonly<Record<Entered['time'], readonly Part[]>> = {
  here: [],
  one: ['time'],
  two: ['hour', 'minute'],
  three: ['hour', 'minute', 'halfDay'],
  none: [],
};

/** The parts that stand in a control each, the one that was pointed at first; none where it is the only control. */
export function partsEntered({ as, date, time, first }: Entered): readonly Part[] {
  if (as === 'duration') return [];
  if (as === 'amount') return ['amount', 'unit'];
  const parts = [...DATES[date], ...TIMES[time]];
  if (parts.length < 2) return [];
  return first === null || !parts.includes(first) ? parts : [first, ...parts.filter((part) => part !== first)];
}

/** What a profile says besides of a time that is entered so. A duration counts from now, wherever that is. */
export function timeSaid(entered: Entered): Pick<FieldSaid, 'zone' | 'dateOrder' | 'parts'> {
  const { as, date, order, zone } = entered;
  const isWritten = as === 'date' && date === 'whole' && order !== 'iso';
  return { zone: as === 'date' ? zone : 'UTC', dateOrder: isWritten ? order : null, parts: partsEntered(entered) };
}

const PART_SAYS: Readonly<Record<Part, string>> = {
  date: 'The date',
  time: 'The time of day',
  year: 'The year',
  month: 'The month',
  day: 'The day',
  hour: 'The hour',
  minute: 'The minutes',
  halfDay: 'a.m. or p.m.',
  amount: 'The amount',
  unit: 'The unit',
};

const ORDERS: readonly Readonly<{ value: Entered['order']; says: string }>[] = [
  { value: 'iso', says: 'As in 2026-11-23 08:00, or the browser’s own date control' },
  { value: 'YMD', says: 'Year, month, day, as in 2026/11/23' },
  { value: 'DMY', says: 'Day, month, year' },
  { value: 'MDY', says: 'Month, day, year' },
];

type TimePartsProps = Readonly<{ entered: Entered; mayBeDuration: boolean; onEnter: (entered: Entered) => void }>;

/** What a time needs besides: in which controls it stands, the zone it is in, and how it is written. */
export function TimeParts({ entered, mayBeDuration, onEnter }: TimePartsProps): JSX.Element {
  const { as, date, time } = entered;
  const parts = partsEntered(entered);
  const change = (said: Partial<Entered>) => onEnter({ ...entered, ...said });
  return (
    <>
      {mayBeDuration && (
        <Choose
          label="It is entered as"
          value={as}
          options={[
            { value: 'date', says: 'A date and a time' },
            { value: 'duration', says: 'A time from now, in this control alone, as in 4 h' },
            { value: 'amount', says: 'An amount from now, and its unit in another control: I point at that next' },
          ]}
          onChoose={(said) => change({ as: said })}
        />
      )}
      {as === 'date' && (
        <>
          <div class="pair">
            <Choose
              label="Its date"
              value={date}
              options={[
                { value: 'whole', says: 'Stands in one control' },
                { value: 'apart', says: 'Stands in three: year, month and day' },
              ]}
              onChoose={(said) => change({ date: said, time: said === 'apart' ? 'one' : 'here', first: null })}
            />
            <Choose
              label="Its time of day"
              value={time}
              options={[
                date === 'whole' ? { value: 'here', says: 'Stands in this control, too' } : { value: 'none', says: 'It has none' },
                { value: 'one', says: 'Stands in another control: I point at it next' },
                { value: 'two', says: 'Stands in two more: hour and minutes' },
                { value: 'three', says: 'Stands in three more: hour, minutes, and a.m. or p.m.' },
              ]}
              onChoose={(said) => change({ time: said, first: null })}
            />
          </div>
          {parts.length > 1 && (
            <Choose
              label="This control is"
              value={parts[0] ?? 'date'}
              options={partsEntered({ ...entered, first: null }).map((part) => ({ value: part, says: PART_SAYS[part] }))}
              onChoose={(first) => change({ first })}
            />
          )}
          <Written entered={entered} onChange={change} />
        </>
      )}
    </>
  );
}

type WrittenProps = Readonly<{ entered: Entered; onChange: (said: Partial<Entered>) => void }>;

function Written({ entered: { zone, order, date }, onChange }: WrittenProps): JSX.Element {
  const isOther = zone !== 'pointed' && zone !== 'UTC';
  return (
    <div class="pair">
      <Choose
        label="Its time zone"
        value={isOther ? 'other' : zone}
        options={[
          { value: 'pointed', says: 'The page says it: I point at it next' },
          { value: 'UTC', says: 'UTC' },
          { value: 'other', says: 'Another one' },
        ]}
        onChoose={(value) => onChange({ zone: value === 'other' ? '' : value })}
      />
      {isOther && <Write label="Name of the zone" value={zone} hint="Such as Europe/Berlin" onWrite={(text) => onChange({ zone: text })} />}
      {date === 'whole' && <Choose label="Written as" value={order} options={ORDERS} onChoose={(said) => onChange({ order: said })} />}
    </div>
  );
}
