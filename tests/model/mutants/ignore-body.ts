import type { bodyFaults as real } from '../../../lib/core/compare/body.ts';

export * from '../../../lib/core/compare/body.ts';

/** What was really sent is not compared. */
export const bodyFaults: typeof real = () => [];
