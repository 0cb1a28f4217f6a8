import type { ProfilesView } from '../../lib/core/execution/page-views.ts';

const digest = (from: string) => from.repeat(64).slice(0, 64);
const six = { screens: 6, fields: 10, isRemovable: false } as const;

/** One profile in every standing that a browser without a fleet's policy knows. */
export const PROFILES: ProfilesView = {
  isManaged: false,
  unusable: [],
  rows: [
    {
      ...six,
      id: 'range-emergency-console',
      name: 'Emergency Support Admin (practice range, server skin)',
      version: '1.0.0',
      address: 'http://console.range.localhost:4701',
      digest: digest('2f81c4d0'),
      from: 'shipped',
      standing: 'named',
    },
    {
      ...six,
      id: 'admin-support',
      name: 'Emergency Support Admin',
      version: '7',
      address: 'https://admin.support.example',
      digest: digest('90ce17d4'),
      from: 'imported',
      standing: 'not-named',
      isRemovable: true,
    },
    {
      ...six,
      id: 'next-support',
      name: 'Emergency Support Admin, new skin',
      version: '2',
      address: 'https://next.support.example',
      digest: digest('b90a5512'),
      from: 'imported',
      standing: 'not-known',
      isRemovable: true,
    },
  ],
};
