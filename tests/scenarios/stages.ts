import type { Performance, Piece, Stage } from '../hand/stage.ts';

/** A stage for one play after the other. A play that breaks, or never ends, takes its stage along, and none of the others. */
export type Stages = Readonly<{
  /** Fails with what broke the play. The next one has a new stage then: nobody knows what the old one still holds. */
  play: (piece: Piece) => Promise<Performance>;
  /** Takes note of a fault that nobody waited for: the play that goes on just now fails by it. */
  note: (fault: unknown) => void;
  close: () => Promise<void>;
}>;

type Theatre = Pick<Stage, 'play' | 'close'>;

/** Far longer than any play takes. */
const PLAY_TIMEOUT_MS = 300_000;
const CLOSE_TIMEOUT_MS = 15_000;

export function stagesOf(open: () => Promise<Theatre>, timeoutMs: number = PLAY_TIMEOUT_MS): Stages {
  let stage: Theatre | null = null;
  let fail: (error: Error) => void = () => undefined;
  const close = async () => {
    const old = stage;
    stage = null;
    // What does not even close has failed already; there is nothing more to learn from it.
    if (old !== null) await Promise.race([old.close().catch(() => null), after(CLOSE_TIMEOUT_MS)]);
  };
  const play = async (piece: Piece): Promise<Performance> => {
    const { promise: broken, reject } = Promise.withResolvers<never>();
    broken.catch(() => undefined);
    fail = reject;
    const timer = setTimeout(() => reject(new Error(`it did not end within ${Math.round(timeoutMs / 1000)} s`)), timeoutMs);
    try {
      stage ??= await open();
      const playing = stage.play(piece);
      return await Promise.race([playing, broken]);
    } catch (error) {
      await close();
      throw error;
    } finally {
      clearTimeout(timer);
    }
  };
  const note = (fault: unknown) => fail(fault instanceof Error ? fault : new Error(String(fault)));
  return { play, note, close };
}

function after(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}
