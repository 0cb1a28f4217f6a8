import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { main } from './run.ts';
import { BadScenario, readScenario, readScenarios } from './scenario.ts';

/** Files as somebody else may write them: what is meant is played, and what cannot be meant is told. */

const folder = mkdtempSync(join(tmpdir(), 'countersign-file-'));
afterAll(() => rmSync(folder, { recursive: true }));

const EXPECT = { verdict: 'block', reasons: ['iam-unknown'], commits: 0 };
const ZONE = { op: 'replace', path: '/console/timeZone', value: 'UTC' };

function file(content: unknown, name = 'one.json'): string {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(content));
  return path;
}

describe('a scenario file from elsewhere', () => {
  it('may say more in an operation of a patch, as RFC 6902 has it', () => {
    const [one] = readScenario(file({ id: 'Z1', expect: EXPECT, given: [{ ...ZONE, comment: 'no summer time' }] }));
    expect(one?.given).toEqual([ZONE]);
  });

  it('need not say what allowing means, nor need its twin', () => {
    const [one, twin] = readScenario(
      file({ id: 'Z1', expect: { verdict: 'allow' }, twin: { expect: { verdict: 'allow', finalState: 'confirmed' } } }),
    );
    expect([one?.expect, twin?.expect]).toMatchObject([
      { verdict: 'allow', reasons: [], commits: 1 },
      { verdict: 'allow', reasons: [], commits: 1, finalState: 'confirmed' },
    ]);
  });

  it('is played on the one skin that its world names', () => {
    const given = [{ op: 'replace', path: '/console/skin', value: 'spa' }];
    expect(readScenario(file({ id: 'Z1', expect: EXPECT, given, twin: { given: [] } })).map(({ skins }) => skins)).toEqual([
      ['spa'],
      ['server', 'spa'],
    ]);
  });

  it('may say where it came from, which is told and not played', () => {
    const expected = { ...EXPECT, drafts: 1 };
    const [one] = readScenario(file({ id: 'Z1', situation: 'IAM is away', expect: expected, twin: { because: 'it is back' } }));
    expect(one?.unread).toEqual(['situation', 'expect/drafts', 'twin/because']);
  });

  it.each([
    [{ givne: [] }, 'givne is not read; given is'],
    [{ skin: ['spa'] }, 'skin is not read; skins is'],
    [{ Twin: {} }, 'Twin is not read; twin is'],
    [{ twin: { operators: [] } }, 'operators is not read; operator is'],
    [{ expect: { ...EXPECT, finalstate: 'idle' } }, 'finalstate is not read; finalState is'],
    [{ twin: { expect: { ...EXPECT, commit: 1 } } }, 'commit is not read; commits is'],
    [{ given: [{ op: 'add', path: '/console/faults/-', value: 'restlyed' }] }, 'restlyed'],
    [{ given: [{ op: 'replace', path: '/console/faults', value: ['restyled', 'relabelled'] }] }, 'relabelled'],
    [{ given: [{ op: 'replace', path: '/systems/iam/fault', value: 'tiemout' }] }, 'tiemout'],
    [{ given: [{ op: 'replace', path: '/systems/iam', value: { delayMs: 0, fault: 'tiemout' } }] }, 'tiemout'],
    [{ during: [{ at: 'armed', patch: [{ op: 'replace', path: '/systems/iam/fault', value: '502' }] }] }, '502'],
    [{ given: [{ op: 'replace', path: '/console/timeZone', value: 'Europe/Nowhere' }] }, 'Europe/Nowhere'],
    [{ given: [{ op: 'replace', path: '/console/skin', value: 'paper' }] }, 'skin'],
    [{ operator: [{ wait: 'press' }] }, 'operator.0'],
    [{ operator: [{ wait: 'green' }] }, 'operator.0: wait: is no state to wait for; there are: preflight, '],
    [{ operator: [{ press: 'Submit' }] }, 'operator.0: press: Invalid option: expected one of "next"|'],
    [{ operator: [{ as: 'lead-02', popup: 'takeover' }] }, 'operator.0: popup: Invalid option: expected one of "start"|"take-over"|'],
    [
      { operator: [{ screen: 'scope', fill: {}, press: 'next' }] },
      'operator.0: is no step that the hand knows: screen, fill, press. A step is one of: screen, fill; screen, type; screen; press; ',
    ],
    [
      { operator: [{ as: 'lead-77', press: 'submit' }] },
      'operator: nobody in the world has the account lead-77; there are: lead-01, lead-02, ',
    ],
    [{ operator: [{ screen: 'cellar', fill: {} }] }, 'there are: tenant, incident, scope, '],
    [{ operator: [{ screen: 'tenant', fill: { colour: 'red' } }] }, 'there are: tenant.id, administrator.objectId, '],
    [
      { given: [ZONE, { op: 'replace', path: '/iam/grant', value: [] }] },
      'given: replace /iam/grant: Cannot perform the operation at a path that does not exist.',
    ],
    [{ twin: { given: [{ op: 'remove', path: '/iam/grant' }] } }, 'given: remove /iam/grant: '],
    [
      { during: [{ at: 'armed', patch: [{ op: 'replace', path: '/systems/iamm/fault', value: 'timeout' }] }] },
      'during: replace /systems/iamm/fault: the world has nothing there; /systems has: case, tenant, incident, iam, evidence',
    ],
    [
      { during: [{ at: 'armed', patch: [{ op: 'add', path: '/iam/policies/maximumMinutes', value: 1 }] }] },
      'during: add /iam/policies/maximumMinutes: the world has nothing there; /iam has: grants, administrators, roles, policy, ',
    ],
    [{ twin: { during: [{ at: 'armed', patch: [{ op: 'remove', path: '/iam/grant' }] }] } }, 'during: remove /iam/grant: '],
    [
      { during: [{ at: 'armed', patch: [{ op: 'copy', path: '/iam/grants/-', from: '/iam/grand/0' }] }] },
      'during: copy from /iam/grand/0: the world has nothing there; /iam has: grants, ',
    ],
    [
      { given: [{ op: 'replace', path: '/systems/iam/delayMs', value: '2 s' }] },
      'given.0.value: "2 s" is no delay; a number of milliseconds is',
    ],
    [{ given: [{ op: 'replace', path: '/systems/iam', value: { delayMs: true, fault: null } }] }, 'true is no delay'],
    [{ during: [{ at: 'armed', patch: [{ op: 'replace', path: '/systems/case/delayMs', value: '9000' }] }] }, '"9000" is no delay'],
    [
      { during: [{ at: 'armed', patch: [{ op: 'replace', path: '/systems', value: { iam: { delayMs: 0, fault: '502' } } }] }] },
      '"502" is no fault of a system',
    ],
  ])('with %j is refused, and says why', (change, words) => {
    const read = () => readScenario(file({ id: 'Z1', expect: EXPECT, ...change }));
    expect(read).toThrow(BadScenario);
    expect(read).toThrow(words);
  });

  it.each([
    ['what only the play brings about', [{ op: 'replace', path: '/cases/CASE-1042/claim/holder', value: 'lead-02' }]],
    ['what is handed over', [{ op: 'remove', path: '/cases/CASE-1042/handovers/0' }]],
    ['one more of what there is', [{ op: 'add', path: '/cases/CASE-1042/notes/-', value: {} }]],
    ['a member that the world does without', [{ op: 'add', path: '/iam/policy/escalationContacts', value: [] }]],
    [
      'what another operation makes',
      [
        { op: 'replace', path: '/tenants/tnt_NEW/state', value: 'active' },
        { op: 'add', path: '/tenants/tnt_NEW', value: { name: 'New', aliases: [], state: 'suspended', legalHold: false, children: [] } },
      ],
    ],
  ])('that changes %s while it is played is read', (_, patch) => {
    const during = patch.map((one) => ({ at: 'armed', patch: [one] }));
    expect(readScenario(file({ id: 'Z1', expect: EXPECT, during }))).toHaveLength(1);
  });

  it('that takes a fault away again names none', () => {
    const none = [
      { op: 'replace', path: '/console/faults', value: [] },
      { op: 'replace', path: '/systems/iam/fault', value: null },
    ];
    expect(readScenario(file({ id: 'Z1', expect: EXPECT, during: [{ at: 'armed', patch: none }] }))).toHaveLength(1);
  });
});

describe('several files', () => {
  it('are read one by one: what cannot be played keeps no other from being played', () => {
    const [good, bad] = [file({ id: 'Z1', expect: EXPECT }, 'good.json'), file({ id: 'Z2' }, 'bad.json')];
    const { situations, unplayable } = readScenarios([bad, good]);
    expect(situations.map(({ id }) => id)).toEqual(['Z1']);
    expect(unplayable).toMatchObject([{ path: bad, why: expect.stringContaining('expect') }]);
  });

  it('none of which can be played end with 2, without any browser', async () => {
    const [bad, report] = [file({ id: 'Z2' }, 'bad.json'), join(folder, 'report.json')];
    expect(await main([bad, '--json', report, '--skin', 'spa'])).toBe(2);
    expect(JSON.parse(readFileSync(report, 'utf8'))).toMatchObject([{ id: 'bad', skin: 'spa', passed: false, observed: null }]);
  });
});
