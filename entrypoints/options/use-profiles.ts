import { useCallback, useEffect, useState } from 'preact/hooks';
import type { ProfilesProps } from '../../components/options/Profiles.tsx';
import { ask } from '../../lib/browser/ask.ts';
import { offerText } from '../../lib/browser/offer-file.ts';
import type { ProfilesView } from '../../lib/core/execution/page-views.ts';
import { type Problem, problemOf } from '../../lib/core/problem.ts';
import type { Reply, RequestOf } from '../../lib/wire/messages.ts';
import { readProfileFile } from './profile-file.ts';

type ListType = 'profiles' | 'keep-profile' | 'forget-profile';

/** The profiles of this browser as the worker knows them, and the ways to bring one in, take it away, or carry it on. */
export function useProfiles(): Omit<ProfilesProps, 'describe'> & Readonly<{ readAgain: () => void }> {
  const [view, setView] = useState<ProfilesView | null>(null);
  const [faults, setFaults] = useState<readonly string[]>([]);
  const [problem, setProblem] = useState<Problem | null>(null);
  const take = useCallback((reply: Reply<ListType>): void => {
    setFaults([]);
    setProblem(reply.ok ? null : problemOf(reply.reason));
    if (reply.ok) setView(reply.value);
  }, []);
  const send = useCallback((request: RequestOf<ListType>): void => void ask<ListType>(request).then(take), [take]);

  useEffect(() => send({ type: 'profiles' }), [send]);

  return {
    view,
    problem,
    faults,
    readAgain: () => send({ type: 'profiles' }),
    onImport: (file) => {
      void readProfileFile(file).then((read) =>
        read.isRead ? send({ type: 'keep-profile', profile: read.profile }) : setFaults(read.faults),
      );
    },
    onExport: (digest) => {
      void ask<'profile-file'>({ type: 'profile-file', digest }).then((reply) => {
        if (!reply.ok) return setProblem(problemOf(reply.reason));
        offerText(reply.value);
      });
    },
    onRemove: (digest) => send({ type: 'forget-profile', digest }),
  };
}
