import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { SENTENCES } from '../../lib/core/reason.ts';
import { readScenario, scenarioFiles } from '../scenarios/scenario.ts';
import { codeOf, sourcesUnder } from './sources.ts';

const LINES_MAX = 250;
const code = sourcesUnder('lib', 'components', 'entrypoints');
const everything = [...code, ...sourcesUnder('tests')];

describe('files', () => {
  it('hold one idea: none of the extension is longer than 250 lines', () => {
    const long = code.filter(({ text }) => text.trimEnd().split('\n').length > LINES_MAX);
    expect(long.map(({ path, text }) => `${path} has ${text.trimEnd().split('\n').length} lines`)).toEqual([]);
  });

  it('are named by their subject: kebab-case, components in PascalCase, no drawers for leftovers, no barrels', () => {
    const wrong = everything.filter(({ path }) => {
      const name = basename(path).replace(/(\.test|\.bench|\.d|\.config|\.content)?\.(ts|tsx|mjs|css|html)$/, '');
      const isComponent = path.startsWith('components/') && path.endsWith('.tsx');
      const fits = isComponent ? /^[A-Z][A-Za-z0-9]*$/ : /^[a-z0-9]+(-[a-z0-9]+)*$/;
      return !fits.test(name) || /^(utils?|helpers?|common|misc)$/.test(name) || (name === 'index' && /\.(ts|tsx)$/.test(path));
    });
    // WXT takes an entrypoint's folder by its index file.
    expect(wrong.map(({ path }) => path).filter((path) => !/^entrypoints\/[^/]+\/index\.(ts|tsx)$/.test(path))).toEqual([]);
  });

  it('leave nothing for later: no word in them promises what is not there', () => {
    const promises = new RegExp(`\\b(TO${'DO'}|FIX${'ME'}|X${'XX'}|(?:HA${'CK'}|[Hh]a${'ck'}))\\b`);
    const found = everything.flatMap(({ path, text }) =>
      text.split('\n').flatMap((line, index) => (promises.test(line) ? [`${path}:${index + 1}`] : [])),
    );
    expect(found).toEqual([]);
  });

  it('silence neither the compiler, nor the linter without a sentence why', () => {
    const silenced = everything.flatMap(({ path, text }) =>
      [...text.matchAll(/@ts-(?:ignore|expect-error|nocheck)|biome-ignore[^\n]*/g)]
        .filter(([words]) => !/^biome-ignore(?:-all|-start|-end)? (?:lint|format)\S*: \S+ \S+/.test(words))
        .map(([words]) => `${path}: ${words}`),
    );
    expect(silenced.filter((one) => !one.startsWith('tests/architecture/'))).toEqual([]);
  });
});

describe('reasons', () => {
  it('that the code gives by name all have a sentence', () => {
    const given = code.flatMap(({ path, text }) =>
      [...text.matchAll(/\breason\(\s*'([^']+)'/g)].map((match) => ({ path, code: match[1] ?? '' })),
    );
    expect(given.length).toBeGreaterThan(0);
    expect(given.filter((one) => !Object.hasOwn(SENTENCES, one.code))).toEqual([]);
  });

  it('that scenarios expect all have a sentence', () => {
    const folder = fileURLToPath(new URL('../scenarios', import.meta.url));
    const expected = scenarioFiles([folder])
      .flatMap(readScenario)
      .flatMap(({ id, expect: { reasons } }) => reasons.map((one) => ({ id, code: one })));
    expect(expected.length).toBeGreaterThan(0);
    expect(expected.filter((one) => !Object.hasOwn(SENTENCES, one.code))).toEqual([]);
  });

  it('are never told apart by their words', () => {
    const branching = code.filter(({ text }) => /\.message\s*(?:===|!==|\.(?:includes|startsWith|match))/.test(codeOf(text)));
    // Firefox says by nothing else that there is no policy; everything else that it says counts as unread.
    expect(branching.map(({ path }) => path)).toEqual(['lib/browser/deployment.ts']);
  });
});

describe('the root', () => {
  it('holds the rooms that the floor plan names, and no others', () => {
    const lib = readdirSync(fileURLToPath(new URL('../../lib', import.meta.url))).filter((name) => !name.includes('.'));
    expect(lib.sort()).toEqual(['browser', 'cli', 'connectors', 'core', 'page', 'ports', 'wire', 'workflow']);
  });
});
