import { describe, expect, it } from 'vitest';
import type { Performance, Piece } from '../hand/stage.ts';
import { CALM } from './calm-play.ts';
import { stagesOf } from './stages.ts';

const PIECE = { skin: 'server', given: [], plan: { operator: [], during: [] }, pace: { keyMs: 0, pressMs: 0, lookMs: 0 } } as const;
const piece = (say: (line: string) => void = () => undefined): Piece => ({ ...PIECE, say });

const ended = (tookMs: number): Performance => ({
  played: { ...CALM, tookMs },
  oracle: { commits: 1, grants: [], drafts: [] },
});

/** Stages that count how many were opened and closed; each plays as its number says. */
function theatre(play: (number: number) => Promise<Performance>, timeoutMs?: number) {
  const count = { opened: 0, closed: 0 };
  const open = async () => {
    count.opened += 1;
    const number = count.opened;
    const close = async () => {
      count.closed += 1;
    };
    return { play: () => play(number), close };
  };
  return { count, stages: stagesOf(open, timeoutMs) };
}

describe('one play after the other', () => {
  it('goes on upon one stage while nothing breaks', async () => {
    const { count, stages } = theatre(async (number) => ended(number));
    expect([await stages.play(piece()), await stages.play(piece())]).toEqual([ended(1), ended(1)]);
    await stages.close();
    expect(count).toEqual({ opened: 1, closed: 1 });
  });

  it('has a new stage after a play that broke', async () => {
    const { count, stages } = theatre((number) =>
      number === 1 ? Promise.reject(new Error('the browser died')) : Promise.resolve(ended(number)),
    );
    await expect(stages.play(piece())).rejects.toThrow('the browser died');
    expect(await stages.play(piece())).toEqual(ended(2));
    expect(count).toEqual({ opened: 2, closed: 1 });
  });

  it('does not wait for ever', async () => {
    const { stages } = theatre((number) => (number === 1 ? new Promise(() => undefined) : Promise.resolve(ended(number))), 30);
    await expect(stages.play(piece())).rejects.toThrow('did not end');
    expect(await stages.play(piece())).toEqual(ended(2));
  });

  it('fails the play that goes on by a fault that nobody waited for', async () => {
    const { stages } = theatre(() => new Promise(() => undefined));
    const playing = stages.play(piece());
    stages.note('left alone');
    await expect(playing).rejects.toThrow('left alone');
  });
});
