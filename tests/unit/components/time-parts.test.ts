import { describe, expect, it } from 'vitest';
import { AS_ONE, type Entered, partsEntered, timeSaid } from '../../../components/builder/TimeParts.tsx';

describe('the controls in which a time is entered', () => {
  it.each<[string, Partial<Entered>, readonly string[]]>([
    ['one control', {}, []],
    ['a date, and its time of day beside it', { time: 'one' }, ['date', 'time']],
    ['a date, hour and minutes', { time: 'two' }, ['date', 'hour', 'minute']],
    ['a date to twelve', { time: 'three' }, ['date', 'hour', 'minute', 'halfDay']],
    ['year, month and day alone', { date: 'apart', time: 'none' }, ['year', 'month', 'day']],
    ['five lists, the day pointed at first', { date: 'apart', time: 'two', first: 'day' }, ['day', 'year', 'month', 'hour', 'minute']],
    ['a part that is not among them', { time: 'one', first: 'day' }, ['date', 'time']],
    ['an amount and its unit', { as: 'amount' }, ['amount', 'unit']],
    ['a duration in one control', { as: 'duration', date: 'apart', time: 'two' }, []],
  ])('are those of %s', (_, over, parts) => {
    expect(partsEntered({ ...AS_ONE, ...over })).toEqual(parts);
  });

  it('of a duration have no zone to point at, and no order', () => {
    expect(timeSaid({ ...AS_ONE, as: 'amount', zone: 'pointed', order: 'DMY' })).toMatchObject({ zone: 'UTC', dateOrder: null });
    expect(timeSaid({ ...AS_ONE, as: 'duration', zone: 'Europe/Berlin' })).toMatchObject({ zone: 'UTC', parts: [] });
  });

  it('say an order only where the date is written in one of them', () => {
    expect(timeSaid({ ...AS_ONE, order: 'DMY', zone: 'Europe/Berlin' })).toMatchObject({ zone: 'Europe/Berlin', dateOrder: 'DMY' });
    expect(timeSaid({ ...AS_ONE, order: 'DMY', date: 'apart', time: 'one' })).toMatchObject({ dateOrder: null });
    expect(timeSaid(AS_ONE)).toMatchObject({ dateOrder: null, zone: 'pointed' });
  });
});
