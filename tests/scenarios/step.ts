import { z } from 'zod';
import { type BUTTONS, fieldNamed, SCREENS, screenNamed } from '../hand/console-map.ts';
import type { OperatorStep, PersonStep } from '../hand/plan.ts';
import { MOMENTS } from '../hand/plan.ts';

/** One step of a scenario's operator, as a file writes it. What is none is refused with what the hand knows instead. */

const Entries = z.record(z.string(), z.union([z.string(), z.boolean(), z.array(z.string())]));
const Buttons = ['next', 'back', 'save-draft', 'abandon', 'submit', 'recheck', 'revoke'] as const satisfies readonly (
  | keyof typeof BUTTONS
  | 'recheck'
  | 'revoke'
)[];
/** A press is an act, and no state that anybody could wait for. */
const AWAITED: readonly string[] = [...MOMENTS.filter((moment) => moment !== 'press'), 'reconciled'];
const Awaited = z
  .string()
  .refine((state) => AWAITED.includes(state), { error: `is no state to wait for; there are: ${AWAITED.join(', ')}` });

const STEPS = [
  z.strictObject({ screen: z.string(), fill: Entries }),
  z.strictObject({ screen: z.string(), type: z.record(z.string(), z.string()) }),
  z.strictObject({ screen: z.string() }),
  z.strictObject({ press: z.enum(Buttons) }),
  z.strictObject({ keys: z.string().min(1) }),
  z.strictObject({ wait: Awaited }),
  z.strictObject({ popup: z.enum(['start', 'take-over', 'export', 'reconcile']) }),
  z.strictObject({ decide: z.enum(['resume', 'abandon', 'reconcile']) }),
  z.strictObject({ history: z.enum(['back', 'forward', 'reload']) }),
  z.strictObject({ script: z.literal('press') }),
  z.strictObject({ in: z.literal('second-tab'), press: z.enum(Buttons).exclude(['recheck', 'revoke']).optional() }),
  z.strictObject({ open: z.literal('console') }),
] as const;
const OneStep = z.union(STEPS);

/** `as`: by whom. Alone it means that they start the case. */
export const Step = z.looseObject({ as: z.string().min(1).optional() }).transform(({ as, ...rest }, context): OperatorStep => {
  const isBare = as !== undefined && Object.keys(rest).length === 0;
  const parsed = OneStep.safeParse(isBare ? { popup: 'start' } : rest);
  const wrong = parsed.success ? unknownName(parsed.data) : whyNone(rest);
  if (parsed.success && wrong === null) return as === undefined ? parsed.data : { ...parsed.data, as };
  context.addIssue({ code: 'custom', message: wrong ?? 'is no step that the hand knows' });
  return z.NEVER;
});

/** What is wrong with the step that was meant, by its members; or what steps there are, where none has these. */
function whyNone(step: object): string {
  const members = Object.keys(step);
  const meant = STEPS.find(({ shape }) => members.length > 0 && members.every((member) => Object.hasOwn(shape, member)));
  const issue = meant?.safeParse(step).error?.issues[0];
  if (issue !== undefined) return `${issue.path.join('.')}: ${issue.message}`;
  const known = STEPS.map(({ shape }) => Object.keys(shape).join(', ')).join('; ');
  return `is no step that the hand knows: ${members.join(', ')}. A step is one of: ${known}`;
}

/** Says of a screen or a field that the console does not have, which there are. */
function unknownName(step: PersonStep): string | null {
  if (!('screen' in step)) return null;
  const screen = screenNamed(step.screen);
  if (screen === null) return `the console has no screen called ${step.screen}; there are: ${SCREENS.map(({ id }) => id).join(', ')}`;
  const named = Object.keys('fill' in step ? step.fill : 'type' in step ? step.type : {});
  const wrong = named.find((name) => fieldNamed(screen, name) === null);
  if (wrong === undefined) return null;
  return `the screen ${screen.id} has no field called ${wrong}; there are: ${screen.fields.map(({ id }) => id).join(', ')}`;
}
