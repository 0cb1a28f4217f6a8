import type { Operator, Person } from '../../core/approval/case-record.ts';
import { freeText, idText } from '../scalars.ts';
import { z } from '../zod.ts';

/** Only `person` is a human being; a kind that is not known here is treated as a service, so that it never counts as one. */
const accountKind = z.string().transform((kind) => (kind === 'person' || kind === 'group' ? kind : 'service'));

export const personSchema: z.ZodType<Person> = z
  .object({
    id: idText,
    name: freeText,
    employer: freeText,
    email: freeText,
    accounts: z.array(idText),
    accountKinds: z.record(idText, accountKind),
    roles: z.array(idText),
    active: z.boolean(),
    homeTenant: idText.nullable(),
  })
  .transform(({ active, ...person }) => ({ ...person, isActive: active }));

/** `GET /v1/me`. */
export const operatorSchema: z.ZodType<Operator> = z.object({ account: idText, person: personSchema });
