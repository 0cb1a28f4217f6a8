import { describe, expect, it } from 'vitest';
import { forbiddenTouches, importsOf, wrongArrows } from './floors.ts';
import { sourcesUnder } from './sources.ts';

const ROOMS = ['lib', 'components', 'entrypoints'] as const;
const only = (path: string, text: string) => [{ path, text }];

describe('imports', () => {
  it('point down only', () => {
    const code = sourcesUnder(...ROOMS).filter(({ path }) => /\.(ts|tsx|mjs)$/.test(path));
    expect(code.length).toBeGreaterThan(0);
    expect(wrongArrows(code)).toEqual([]);
  });

  it('of range, practised hand and scenarios never reach into lib: judge and judged share no code', () => {
    const judges = sourcesUnder('tests/range', 'tests/hand', 'tests/scenarios', 'tests/setup');
    const reaching = judges.filter(({ text }) => importsOf(text).some(({ from }) => /^\.[./]*\/(lib|components|entrypoints)\//.test(from)));
    expect(judges.length).toBeGreaterThan(0);
    expect(reaching.map(({ path }) => path)).toEqual([]);
  });

  it('are read from every form of import', () => {
    const text =
      "import a from './a.ts';\nimport type { B } from '../b.ts';\nexport { c } from './c.ts';\nimport './d.css';\nawait import('e');\n// import f from 'f';";
    expect(importsOf(text)).toEqual([
      { from: './a.ts', isType: false },
      { from: '../b.ts', isType: true },
      { from: './c.ts', isType: false },
      { from: './d.css', isType: false },
      { from: 'e', isType: false },
    ]);
  });

  it.each([
    ['lib/core/a/b.ts', "import { x } from '../../ports/clock.ts';"],
    ['lib/core/a/b.ts', "import { z } from 'zod';"],
    ['lib/ports/a.ts', "import { parse } from '../wire/messages.ts';"],
    ['lib/page/a.ts', "import { parse } from '../wire/page-link.ts';"],
    ['lib/page/a.ts', "import type { Rules } from '../browser/rules.ts';"],
    ['lib/page/a.ts', "import { step } from '../core/execution/step.ts';"],
    ['lib/workflow/a.ts', "import { connect } from '../connectors/countersign-api/case.ts';"],
    ['lib/connectors/one/a.ts', "import { read } from '../two/b.ts';"],
    ['components/popup/A.tsx', "import { leg } from '../../lib/core/gate/leg.ts';"],
    ['components/popup/A.tsx', "import { browser } from 'wxt/browser';"],
    ['entrypoints/popup/main.tsx', "import { browser } from 'wxt/browser';"],
    ['entrypoints/popup/main.tsx', "import browser from 'webextension-polyfill';"],
    ['lib/misc.ts', ''],
  ])('an arrow the wrong way is found in %s: %s', (path, text) => {
    expect(wrongArrows(only(path, text))).toHaveLength(1);
  });

  it.each([
    ['lib/page/a.ts', "import type { PageReport } from '../wire/page-link.ts';"],
    ['lib/ports/a.ts', "import type { PageReport } from '../wire/page-link.ts';"],
    ['components/popup/A.tsx', "import type { PopupView } from '../../lib/core/execution/view.ts';"],
    ['components/popup/A.tsx', "import { unreachable } from '../../lib/core/reason.ts';"],
    ['entrypoints/popup/main.tsx', "import type { Runtime } from 'webextension-polyfill';"],
    ['lib/workflow/a.ts', "import { leg } from '../core/gate/leg.ts';"],
    ['lib/connectors/one/a.ts', "import { read } from './b.ts';"],
    ['lib/connectors/one/a.ts', "import { read } from '../read.ts';"],
  ])('an arrow the right way passes in %s: %s', (path, text) => {
    expect(wrongArrows(only(path, text))).toEqual([]);
  });
});

describe('what a room may not touch', () => {
  it('is touched nowhere', () => {
    expect(forbiddenTouches(sourcesUnder(...ROOMS))).toEqual([]);
  });

  it.each([
    ['lib/core/a.ts', 'const at = Date.now();'],
    ['lib/core/a.ts', 'const id = Math.random();'],
    ['lib/core/a.ts', 'const now = new Date();'],
    ['lib/page/a.ts', 'await fetch(url);'],
    ['lib/page/a.ts', 'chrome.runtime.connect();'],
    ['lib/workflow/a.ts', 'await fetch(url);'],
    ['components/ui/A.tsx', 'localStorage.clear();'],
  ])('is found in %s: %s', (path, text) => {
    expect(forbiddenTouches(only(path, text))).toHaveLength(1);
  });

  it.each([
    ['lib/core/a.ts', "// Date.now() is an argument here\nconst at = new Date(nowMs); const words = 'fetch(';"],
    ['lib/connectors/a/b.ts', 'const answer = await http.fetch(url);'],
  ])('is not mistaken for words or arguments in %s', (path, text) => {
    expect(forbiddenTouches(only(path, text))).toEqual([]);
  });
});
