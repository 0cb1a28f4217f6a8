import type { Way } from '../way.ts';

/** Those beside the page: another extension, and what is outside of the browser. */
export const NEIGHBOURS: readonly Way[] = [
  {
    id: 'neighbour-script',
    initiator: 'another extension’s content script',
    transport: 'fetch',
    target: 'commit',
    needsNeighbour: true,
    page: () => '<p>Another extension has a script here.</p>',
  },
  {
    id: 'neighbour-form',
    initiator: 'another extension’s content script',
    transport: 'form, urlencoded',
    target: 'commit',
    needsNeighbour: true,
    page: () => '<p>Another extension has a script here.</p>',
  },
  {
    id: 'neighbour-worker',
    initiator: 'another extension’s background',
    transport: 'fetch',
    target: 'commit',
    needsNeighbour: true,
    page: () => '<p>Another extension is told of this page.</p>',
    beyond: 'One extension does not see the requests of another. ExtensionInstallAllowlist lets only listed extensions in.',
  },
  {
    id: 'outside',
    initiator: 'a program beside the browser',
    transport: 'HTTP',
    target: 'commit',
    page: () => '',
    send: async (at) => {
      await fetch(at.commit.replace(/\/\/[^:/]+/, '//127.0.0.1'), { method: 'POST', body: at.body });
    },
    beyond: 'It is not in this browser. The console accepts managed browsers only (conditional access).',
  },
];
