import type { Naming } from '../../../../lib/core/profile/draft-field.ts';

/** What a person says of a control that was pointed at. */
export function naming(over: Partial<Naming>): Naming {
  return {
    approved: { packet: 'tenant.id' },
    label: 'Tenant',
    locator: { role: 'textbox', name: { en: 'Tenant' } },
    kind: 'text',
    isRequired: true,
    options: [],
    labels: {},
    sentAs: [],
    zone: null,
    dateOrder: null,
    prompt: null,
    called: {},
    isShown: false,
    ...over,
  };
}
