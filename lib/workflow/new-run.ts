import { newExecution } from '../core/execution/state.ts';
import type { Context } from './context.ts';
import { dispatcher } from './dispatching.ts';
import type { Run, RunFacts } from './run.ts';

/** Adds an execution to those at work; its events are journalled from now on. */
export function newRun(context: Context, execution: string, facts: RunFacts): Run {
  const run: Run = {
    execution,
    state: newExecution(execution),
    facts,
    isReading: false,
    sources: null,
    readAtMs: 0,
    lastReport: null,
    panel: null,
    commitReport: null,
    armedCanonical: null,
    queue: Promise.resolve(),
    opening: null,
    opened: null,
    watch: null,
    leaving: Promise.resolve(),
    drawing: Promise.resolve(),
    isPutAway: false,
    unwritten: [],
    refusedLines: 0,
    isWatched: false,
    ending: null,
    caseAtCommit: null,
    lastAssessed: '',
    unmasked: null,
    wordsSealed: 0,
    unseenStepAtMs: null,
    seenAtMs: 0,
    lastStep: null,
    isLookingAstray: false,
    dispatch: (event, actor = 'guard') => dispatcher(context, run)(event, actor),
  };
  context.runs.set(execution, run);
  return run;
}
