import { describe, expect, it } from 'vitest';
import {
  badgePlace,
  clearOf,
  covers,
  hasRoomForBoth,
  isShort,
  overlaps,
  panelBox,
  TAB,
  tabTop,
} from '../../../components/overlay/placement.ts';

const WIDE = { width: 1280, height: 800 };
const NARROW = { width: 320, height: 640 };

describe('the panel', () => {
  it('stays within a window of 320', () => {
    const box = panelBox('right', NARROW);
    expect([box.x, box.x + box.width]).toEqual([10, 310]);
  });

  it('folds for a control beneath it, and for no other', () => {
    const beneath = { x: 1000, y: 200, width: 100, height: 30 };
    expect([covers('right', WIDE, [beneath]), covers('left', WIDE, [beneath]), covers('right', WIDE, [])]).toEqual([true, false, false]);
  });

  it('goes to the other side off a submit, and stays where none is beneath it, or where the other side has a submit or a field', () => {
    const [left, right] = [100, 1000].map((x) => ({ x, y: 700, width: 100, height: 30 }));
    if (left === undefined || right === undefined) throw new Error('there are two');
    expect(clearOf('right', WIDE, [right], []).side).toBe('left');
    expect(clearOf('left', WIDE, [right], []).side).toBe('left');
    expect(clearOf('right', WIDE, [left, right], []).side).toBe('right');
    expect(clearOf('right', WIDE, [right], [left]).side).toBe('right');
    expect(clearOf('right', WIDE, [left, right], []).isInTheWay).toBe(true);
    expect(clearOf('right', WIDE, [right], []).isInTheWay).toBe(false);
  });

  it('knows a window that is too narrow or too short', () => {
    expect([hasRoomForBoth(WIDE), hasRoomForBoth(NARROW)]).toEqual([true, false]);
    expect([isShort(WIDE), isShort({ width: 1280, height: 420 })]).toEqual([false, true]);
  });
});

describe('the folded tab', () => {
  it('stands in the middle of its edge', () => {
    expect(tabTop('right', WIDE, [])).toBe((WIDE.height - TAB.height) / 2);
  });

  it('moves along the edge off the control in focus', () => {
    const focus = { x: 1200, y: 380, width: 60, height: 40 };
    const y = tabTop('right', WIDE, [focus]);
    expect(overlaps({ x: WIDE.width - TAB.width, y, ...TAB }, focus)).toBe(false);
  });
});

describe('a badge', () => {
  const box = { x: 100, y: 100, width: 300, height: 30 };

  it('stands right of its control', () => {
    expect(badgePlace(box, 'Match', WIDE, [])).toEqual({ left: 408, top: 103 });
  });

  it('goes above where the right is taken, and below where the top is taken too', () => {
    const right = { x: 405, y: 90, width: 300, height: 40 };
    const above = { x: 100, y: 60, width: 300, height: 30 };
    expect(badgePlace(box, 'Match', WIDE, [right])?.top).toBe(72);
    expect(badgePlace(box, 'Match', WIDE, [right, above])?.top).toBe(134);
  });

  it('is left out rather than laid over another control', () => {
    const all = { x: 0, y: 0, width: WIDE.width, height: WIDE.height };
    expect(badgePlace(box, 'Match', WIDE, [all])).toBeNull();
  });
});
