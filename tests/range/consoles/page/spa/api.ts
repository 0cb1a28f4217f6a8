import type { SessionView, SignInNeed } from '../../session.ts';
import type { CommitBody, DraftView } from '../../spa/draft-view.ts';
import type { ConsoleGrant, Result } from '../../store.ts';

/** What came of a call. `sign-in`: nothing was done, the session wants a sign-in first. */
export type Reply<T> =
  | Readonly<{ is: 'done'; value: T }>
  | Readonly<{ is: 'wrong'; value: T }>
  | Readonly<{ is: 'sign-in'; need: SignInNeed }>
  | Readonly<{ is: 'failed'; status: number | null }>;

export type Api = ReturnType<typeof makeApi>;

/** The API's calls, by what they do. */
export function makeApi(origin: string) {
  const call = async <T>(method: string, path: string, body?: unknown): Promise<Reply<T>> => {
    const sent = body === undefined ? {} : { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
    const answer = await fetch(`${origin}/v1/${path}`, { method, credentials: 'include', ...sent }).catch(() => null);
    return answer === null ? { is: 'failed', status: null } : readReply(answer);
  };
  return {
    origin,
    session: () => call<SessionView>('GET', 'session'),
    signIn: (account: string) => call<Readonly<{ hasDraft: boolean }>>('POST', 'session', { account }),
    switchTenant: (tenant: string) => call<SessionView>('POST', 'session/tenant', { tenant }),
    newDraft: () => call<DraftView>('GET', 'draft/new'),
    draft: () => call<DraftView>('GET', 'draft'),
    openSaved: (reference: string) => call<DraftView>('GET', `draft/saved/${encodeURIComponent(reference)}`),
    answer: (dialog: string, answer: 'yes' | 'no') => call<DraftView>('GET', `draft/answer?dialog=${dialog}&answer=${answer}`),
    step: (screen: string, values: unknown) => call<DraftView>('POST', 'draft/steps', { screen, values }),
    save: (screen: string, values: unknown) => call<DraftView>('PUT', 'draft', { screen, values }),
    abandon: () => call<DraftView>('DELETE', 'draft'),
    commit: (body: CommitBody) => call<Result>('POST', 'restorations', body),
    result: (id: string) => call<Result>('GET', `restorations/${encodeURIComponent(id)}`),
    grants: () => call<Readonly<{ grants: readonly ConsoleGrant[] }>>('GET', 'grants'),
    revoke: (reference: string) =>
      call<Readonly<{ grants: readonly ConsoleGrant[] }>>('POST', `grants/${encodeURIComponent(reference)}/revoke`),
  };
}

async function readReply<T>(answer: Response): Promise<Reply<T>> {
  if (answer.status === 401) return { is: 'sign-in', need: (await answer.json()).need };
  if (answer.status === 409 || answer.status === 422) return { is: 'wrong', value: await answer.json() };
  return answer.ok ? { is: 'done', value: await answer.json() } : { is: 'failed', status: answer.status };
}
