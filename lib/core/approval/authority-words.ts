import type { Authority } from './case-record.ts';

const WORDS: Readonly<Record<Authority, Readonly<{ title: string; approval: string }>>> = {
  'incident-command': { title: 'Incident command', approval: 'incident command approval' },
  security: { title: 'Security', approval: 'security approval' },
  'customer-account': { title: 'Customer account', approval: 'customer approval' },
};

/** "Incident command": the authority as it acts in a sentence. An authority that only a policy knows keeps its own name. */
export function authorityTitle(authority: Authority): string {
  return WORDS[authority]?.title ?? authority;
}

/** "customer approval": what the authority gave. */
export function approvalWords(authority: Authority): string {
  return WORDS[authority]?.approval ?? `${authority} approval`;
}
