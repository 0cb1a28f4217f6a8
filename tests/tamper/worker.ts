import { parentPort, workerData } from 'node:worker_threads';
import { type Share, tamper } from './round.ts';

/** One share of a round, in a thread of its own; each run is reported as it ends. */
const share: Share = workerData;
parentPort?.postMessage({ found: await tamper(share, () => parentPort?.postMessage({ ran: 1 })) });
