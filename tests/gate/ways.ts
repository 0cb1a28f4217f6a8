import type { OpenWay } from './open-way.ts';
import type { Named, Way } from './way.ts';
import { DRESSED } from './ways/dressed.ts';
import { DURING } from './ways/during.ts';
import { FRAMES } from './ways/frames.ts';
import { NEIGHBOURS } from './ways/neighbours.ts';
import { PRESSES } from './ways/presses.ts';
import { READS } from './ways/reads.ts';
import { REQUESTS } from './ways/requests.ts';
import { SCRIPTED_FORMS } from './ways/scripted-forms.ts';
import { TARGETS } from './ways/targets.ts';
import { WORKERS } from './ways/workers.ts';

/** Every way that is known to make a console send its commit. */
export const WAYS: readonly Way[] = [
  ...PRESSES,
  ...SCRIPTED_FORMS,
  ...FRAMES,
  ...REQUESTS,
  ...WORKERS,
  ...TARGETS,
  ...NEIGHBOURS,
  ...READS,
];

/** Every way that needs an execution to be open. */
export const OPEN_WAYS: readonly OpenWay[] = [...DRESSED, ...DURING];

export const ALL_WAYS: readonly Named[] = [...WAYS, ...OPEN_WAYS];
