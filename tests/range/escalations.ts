import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type Api, bodyAs, refuse } from './api.ts';
import { instant, type World } from './world.ts';

const Text = z.string().min(1).max(4_000);
const EscalationBody = z.object({
  key: Text,
  caseId: Text,
  execution: Text,
  at: z.iso.datetime({ offset: true }),
  reasons: z.array(z.looseObject({ code: Text })).min(1),
  mayHaveLeft: z.boolean(),
});

/** Who acknowledges on the range: the security duty lead. */
const ACKNOWLEDGED_BY = 'sec-01';

/** Raising is repeated until somebody acknowledges; the key makes that one escalation, and the answer shows where it stands. */
export function addEscalationRoutes(api: Api, world: World): void {
  api.post('/v1/escalations', async (c) => {
    const parsed = await bodyAs(c, EscalationBody);
    if ('refusal' in parsed) return refuse(c, parsed.refusal);
    const known = world.get().escalations.find(({ key }) => key === parsed.body.key);
    if (known !== undefined) return c.json(standing(known), 201);
    const raised = {
      id: `esc-${randomUUID()}`,
      ...parsed.body,
      raisedBy: c.get('caller').personId,
      acknowledgedBy: null,
      acknowledgedAt: null,
    };
    world.update((draft) => draft.escalations.push(raised));
    return c.json(standing(raised), 201);
  });
}

/** Acknowledges one escalation, or all that are open. Gives back how many. */
export function acknowledge(world: World, which: string | 'all'): number {
  let count = 0;
  world.update((draft) => {
    for (const one of draft.escalations) {
      if ((which !== 'all' && one.id !== which) || one.acknowledgedAt !== null) continue;
      one.acknowledgedBy = ACKNOWLEDGED_BY;
      one.acknowledgedAt = instant(world.nowMs());
      count += 1;
    }
  });
  return count;
}

type Standing = Readonly<{ id: string; acknowledgedBy: string | null; acknowledgedAt: string | null }>;

function standing({ id, acknowledgedBy, acknowledgedAt }: Standing): Standing {
  return { id, acknowledgedBy, acknowledgedAt };
}
