import type { NoticeSaid } from '../../lib/core/profile/notice.ts';

/** What a notice of the console is, in a person's words. */
export const NOTICE_WORDS: Readonly<Record<NoticeSaid['is'], string>> = {
  'existing-session': 'A warning: access is open already',
  'scope-expansion': 'A warning: it asks to grant more',
  bypass: 'A warning: it asks to go past a rule',
  'unusual-duration': 'A warning: the time is unusually long',
  'session-lost': 'A warning: the sign-in has ended',
  harmless: 'Harmless: it is always here',
};
