import { useCallback, useEffect, useState } from 'preact/hooks';
import type { ProfilesProps } from '../../components/options/Profiles.tsx';
import { ask } from '../../lib/browser/ask.ts';
import { offerText } from '../../lib/browser/offer-file.ts';
import type { ProfilesView } from '../../lib/core/execution/page-views.ts';
import { sentence } from '../../lib/core/reason.ts';
import type { Reply, RequestOf } from '../../lib/wire/messages.ts';
import { readProfileFile } from './profile-file.ts';

type ListType = 'profiles' | 'keep-profile' | 'forget-profile';

/** The profiles of this browser as the worker knows them, and the ways to bring one in, take it away, or carry it on. */
export function useProfiles(): Omit<ProfilesProps, 'describe'> & Readonly<{ readAgain: () => void }> {
  const [view, setView] = useState<ProfilesView | null>(null);
  const [faults, setFaults] = useState<readonly string[]>([]);
  const take = useCallback((reply: Reply<ListType>): void => {
    setFaults(reply.ok ? [] : [sentence(reply.reason)]);
    if (reply.ok) setView(reply.value);
  }, []);
  const send = useCallback((request: RequestOf<ListType>): void => void ask<ListType>(request).then(take), [take]);

  useEffect(() => send({ type: 'profiles' }), [send]);

  return {
    view,
    faults,
    readAgain: () => send({ type: 'profiles' }),
    onImport: (file) => {
      void readProfileFile(file).then((read) =>
        read.isRead ? send({ type: 'keep-profile', profile: read.profile }) : setFaults(read.faults),
      );
    },
    onExport: (digest) => {
      void ask<'profile-file'>({ type: 'profile-file', digest }).then((reply) => {
        if (!reply.ok) return setFaults([sentence(reply.reason)]);
        offerText(reply.value);
      });
    },
    onRemove: (digest) => send({ type: 'forget-profile', digest }),
  };
}
