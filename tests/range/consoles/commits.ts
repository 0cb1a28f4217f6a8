import { type Console, faultsNow, nowText } from './console.ts';
import { grantAccess } from './grants.ts';
import { localOf } from './page/shared/zone.ts';
import { OTHER_TENANT } from './screens.ts';
import type { Draft, Result, Skin } from './store.ts';
import type { CommitValues } from './values.ts';

export type CommitRequest = Readonly<{ skin: Skin; values: CommitValues; idempotencyKey: string | null; draft: Draft | null }>;
/** How the answer travels: as usual, never, or as a server error. */
export type Delivery = 'answered' | 'silent' | 'broken';

/**
 * Takes a commit: writes it down, grants what it says, and gives back what to answer. A commit whose `Idempotency-Key`
 * was seen before is counted, and gets the answer of the first.
 */
export function takeCommit(console: Console, request: CommitRequest): Readonly<{ result: Result; delivery: Delivery }> {
  const { skin, values, idempotencyKey, draft } = request;
  const { store, world } = console;
  const faults = faultsNow(console);
  const delivery = faults.has('confirm-timeout') ? 'silent' : faults.has('confirm-5xx') ? 'broken' : 'answered';
  const known = idempotencyKey === null ? null : store.repeatCommit(idempotencyKey);
  if (known !== null) return { result: known, delivery };

  const is =
    faults.has('confirm-rejected') || faults.has('confirm-error-but-granted')
      ? 'refused'
      : faults.has('confirm-pending')
        ? 'queued'
        : 'granted';
  const isGranted = !faults.has('confirm-rejected');
  const reference = isGranted ? grantAccess(console, { values, idempotencyKey, state: is === 'queued' ? 'pending' : 'active' }) : '';
  const at = nowText(console);
  world.update((next) => {
    next.console.commits.push({
      at,
      skin,
      idempotencyKey,
      values: structuredClone({ ...values, scope: [...values.scope], approvals: [...values.approvals] }),
    });
  });
  const result = store.addCommit({ at, skin, values, idempotencyKey }, answerTo(console, { values, reference, is }));
  if (draft !== null) store.keepDraft({ ...draft, state: 'submitted', result: result.id });
  return { result, delivery };
}

function answerTo(console: Console, made: Readonly<{ values: CommitValues; reference: string; is: Result['is'] }>): Omit<Result, 'id'> {
  const faults = faultsNow(console);
  const { values, reference, is } = made;
  const { timeZone } = console.world.get().console;
  const tenant = faults.has('confirm-wrong-tenant') ? OTHER_TENANT : values.tenantId;
  return {
    is,
    reference,
    tenant: faults.has('confirm-no-tenant') ? null : tenant,
    administrator: values.administratorId,
    scope: values.scope,
    ends: values.expiresAt === null ? 'never' : localOf(new Date(values.expiresAt), timeZone).replace('T', ' '),
    timeZone,
    because: is === 'refused' ? because(faults.has('confirm-error-but-granted')) : null,
  };
}

function because(isGranted: boolean): string {
  return isGranted ? 'RoleAssignmentExists: the role assignment already exists' : 'the directory did not accept the assignment';
}
