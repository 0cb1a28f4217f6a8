import { afterAll, beforeAll } from 'vitest';
import { openStage, type Stage } from '../hand/stage.ts';
import { readyToPlay } from '../setup/ready.ts';

/** One stage for all tests of a file, closed behind the last of them. */
export function oneStage(): () => Stage {
  let stage: Stage | null = null;
  beforeAll(async () => {
    const ready = await readyToPlay();
    if (!ready.isReady) throw new Error(ready.says);
    stage = await openStage({ ...ready, isHeadless: true });
  });
  afterAll(async () => {
    await stage?.close();
  });
  return () => {
    if (stage === null) throw new Error('the stage is not open yet');
    return stage;
  };
}
