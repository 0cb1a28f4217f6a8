import { type Console, faultsNow } from './console.ts';
import { scriptsOf } from './faults.ts';
import { type Notices, noticesOf } from './notices.ts';
import { isMidForm } from './progress.ts';
import { OTHER_TENANT } from './screens.ts';
import type { Draft } from './store.ts';

export type TenantLabel = Readonly<{ id: string; name: string }>;

/** Why the console wants a sign-in before anything else. `ended`: what was entered is lost; `again`: the form waits. */
export type SignInNeed = 'ended' | 'again' | 'none-yet';

/** Everything around the form, as the console has it at this moment. Changes of it reach an open page at once. */
export type SessionView = Readonly<{
  operator: string;
  tenant: TenantLabel;
  tenants: readonly TenantLabel[];
  timeZone: string;
  hasReview: boolean;
  isRestyled: boolean;
  hasServiceWorker: boolean;
  signInNeed: SignInNeed | null;
  notices: Notices;
  scripts: readonly string[];
}>;

export function sessionView(console: Console, draft: Draft | null): SessionView {
  const world = console.world.get();
  const faults = faultsNow(console);
  const session = world.console.session ?? null;
  const isElsewhere = faults.has('other-tenant-context') || (faults.has('tenant-switched-elsewhere') && isMidForm(draft));
  const tenantId = isElsewhere ? otherThan(session?.tenant) : (session?.tenant ?? '');
  return {
    operator: faults.has('console-operator-other') ? otherOperator(session?.operator) : (session?.operator ?? ''),
    tenant: tenantLabel(console, tenantId),
    tenants: Object.keys(world.tenants ?? {}).map((id) => tenantLabel(console, id)),
    timeZone: world.console.timeZone,
    hasReview: world.console.reviewPage,
    isRestyled: faults.has('restyled'),
    hasServiceWorker: world.console.serviceWorker,
    signInNeed: signInNeed(console, draft),
    notices: noticesOf(console, draft),
    scripts: scriptsOf(faults),
  };
}

/** Whom the console works for and on, as its header says it. */
export function tenantLabel({ world }: Console, id: string): TenantLabel {
  return { id, name: world.get().tenants?.[id]?.name ?? 'Unknown tenant' };
}

export function signInNeed(console: Console, draft: Draft | null): SignInNeed | null {
  if ((console.world.get().console.session ?? null) === null) return 'none-yet';
  const faults = faultsNow(console);
  if (!isMidForm(draft) || draft.marks.includes('signed-in-again')) return null;
  if (faults.has('session-timeout')) return 'ended';
  return faults.has('relogin-mid-form') ? 'again' : null;
}

/** A sign-in: the request goes on, or is lost with the session that ended (then there is none to go on with). */
export function signedIn(console: Console, draft: Draft | null, account: string): Draft | null {
  const need = signInNeed(console, draft);
  if (need === 'none-yet') {
    console.world.update((next) => {
      next.console.session = { operator: account, tenant: Object.keys(next.tenants)[0] ?? '' };
    });
  }
  if (draft === null || need === 'ended') return null;
  return console.store.keepDraft({ ...draft, marks: [...draft.marks, 'signed-in-again'] });
}

function otherThan(tenant: string | undefined): string {
  return tenant === OTHER_TENANT ? 'tnt_7Q2K94' : OTHER_TENANT;
}

function otherOperator(operator: string | undefined): string {
  return operator === 'lead-02' ? 'lead-01' : 'lead-02';
}
