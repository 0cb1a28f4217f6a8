import type { escalate as real } from '../../../lib/workflow/escalating.ts';

export * from '../../../lib/workflow/escalating.ts';

/** An unknown outcome is kept to oneself. */
export const escalate: typeof real = async () => undefined;
