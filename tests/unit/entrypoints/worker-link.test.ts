import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { workerLink } from '../../../entrypoints/console/worker-link.ts';
import { FORGOTTEN, PAGE_PORT, type ToPage } from '../../../lib/wire/page-link.ts';
import { type FakePort, fakePort } from '../../fakes/extension-api.ts';

let ports: FakePort[] = [];
let isThere = true;

beforeEach(() => {
  vi.useFakeTimers();
  [ports, isThere] = [[], true];
  const connect = () => {
    if (!isThere) throw new Error('the extension is not there any more');
    const port = fakePort(PAGE_PORT, {});
    ports.push(port);
    return port;
  };
  vi.stubGlobal('chrome', { runtime: { connect } });
  vi.stubGlobal('document', { readyState: 'loading', visibilityState: 'hidden' });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function linked() {
  const life = new AbortController();
  const told: (ToPage | boolean)[] = [];
  const link = workerLink(life);
  link.onMessage((message) => void told.push(message));
  link.onLost((isForGood) => void told.push(isForGood));
  const say = (message: object) => ports.at(-1)?.onMessage.happen(message);
  const drop = () => ports.at(-1)?.onDisconnect.happen();
  return { life, told, say, drop };
}

const BRIEF = { type: 'brief' };

describe('the link of a page to the worker', () => {
  it('tells the page at once that the worker is gone, and asks for it again', () => {
    const { told, say, drop } = linked();
    say(BRIEF);
    drop();
    expect(told).toEqual([BRIEF, false]);
    vi.advanceTimersByTime(200);
    expect(ports).toHaveLength(2);
  });

  it('is cut off for good where the extension is not there any more', () => {
    const { told, say, drop } = linked();
    say(BRIEF);
    isThere = false;
    drop();
    vi.advanceTimersByTime(200);
    expect(told).toEqual([BRIEF, false, true]);
  });

  it('asks less and less often where it is only turned away, and quickly again once it was answered', () => {
    const { say, drop } = linked();
    for (let ms = 0; ms < 600_000; ms += 50) {
      if (ports.length > 0 && !ports.at(-1)?.wasTurnedAway()) {
        ports.at(-1)?.disconnect();
        drop();
      }
      vi.advanceTimersByTime(50);
    }
    expect(ports.length).toBeGreaterThan(10);
    expect(ports.length).toBeLessThan(50);
    vi.advanceTimersByTime(30_000);
    say(BRIEF);
    const before = ports.length;
    drop();
    vi.advanceTimersByTime(200);
    expect(ports).toHaveLength(before + 1);
  });

  it('ends, and lets the page go, where the page is none of a console’s', () => {
    const { life, say, drop } = linked();
    say(FORGOTTEN);
    expect(life.signal.aborted).toBe(true);
    drop();
    vi.advanceTimersByTime(600_000);
    expect(ports).toHaveLength(1);
  });

  it('keeps a page that was a console’s, and whose profile was forgotten', () => {
    const { life, told, say, drop } = linked();
    say(BRIEF);
    say(FORGOTTEN);
    expect([life.signal.aborted, told]).toEqual([false, [BRIEF, FORGOTTEN]]);
    for (let ms = 0; ms < 600_000; ms += 50) {
      if (!ports.at(-1)?.wasTurnedAway()) {
        ports.at(-1)?.disconnect();
        say(FORGOTTEN);
        drop();
      }
      vi.advanceTimersByTime(50);
    }
    expect(life.signal.aborted).toBe(false);
    expect(ports.length).toBeLessThan(50);
  });
});
