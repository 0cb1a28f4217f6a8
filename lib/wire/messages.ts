import { FINDINGS } from '../core/evidence/addendum.ts';
import type { EvidenceEntryView, OnboardingView, ProfilesView } from '../core/execution/page-views.ts';
import type { TakeoverView } from '../core/execution/takeover-view.ts';
import type { EvidenceRow, PopupView } from '../core/execution/view.ts';
import type { Measured } from '../core/metrics/tally.ts';
import { type Reason, reason } from '../core/reason.ts';
import { addressText, endpointText } from './address.ts';
import { deploymentSchema } from './deployment.ts';
import { LIMITS } from './limits.ts';
import { type Parsed, parse } from './parse.ts';
import { requestClass } from './profile-schema.ts';
import { idText, sha256Hex } from './scalars.ts';
import { z } from './zod.ts';

const note = z.string().trim().min(1).max(LIMITS.noteLengthMax);

const describedConsole = z.strictObject({
  startUrl: endpointText,
  apiOrigins: z.array(addressText).max(LIMITS.profilesMax).readonly(),
  hasServiceWorker: z.boolean(),
  requests: z.array(requestClass).max(LIMITS.listItemsMax).readonly(),
});

/** Everything an extension page may ask of the worker: one closed list, told apart by `type`. */
export const requestSchema = z.discriminatedUnion('type', [
  /** What the popup shows; `read-again` reads the outside systems for it first. */
  z.strictObject({ type: z.literal('state') }),
  z.strictObject({ type: z.literal('read-again') }),

  z.strictObject({ type: z.literal('deployment-status') }),
  z.strictObject({ type: z.literal('use-range') }),
  z.strictObject({ type: z.literal('set-deployment'), deployment: deploymentSchema }),
  z.strictObject({ type: z.literal('sign-in') }),
  /** Only where the deployment signs in with a token that a person pastes. */
  z.strictObject({ type: z.literal('sign-in-with-token'), token: z.string().min(1).max(LIMITS.textLengthMax) }),
  z.strictObject({ type: z.literal('sign-out') }),

  z.strictObject({ type: z.literal('profiles') }),
  /** A profile that a person brought or made; it is parsed as one when it is taken up. */
  z.strictObject({ type: z.literal('keep-profile'), profile: z.looseObject({ format: z.literal(1), id: idText }) }),
  z.strictObject({ type: z.literal('forget-profile'), digest: sha256Hex }),
  z.strictObject({ type: z.literal('profile-file'), digest: sha256Hex }),

  /** A console is being described: it stays closed, but for what the person has named as free. The same again changes that. */
  z.strictObject({ type: z.literal('describe'), console: describedConsole }),
  /** A control that the person has named as a step was pressed in the described tab: its class is opened for a blink. */
  z.strictObject({ type: z.literal('describe-pass'), tabId: z.int(), kind: z.enum(['step', 'back']) }),
  z.strictObject({ type: z.literal('describe-end') }),

  z.strictObject({ type: z.literal('start'), caseId: idText }),
  /** What a person does with an execution names the one that was shown to them: another may have come in between. */
  z.strictObject({ type: z.literal('check-now'), execution: idText }),
  z.strictObject({ type: z.literal('go-to-console'), execution: idText }),
  z.strictObject({ type: z.literal('halt'), execution: idText, note }),
  z.strictObject({ type: z.literal('acknowledge'), execution: idText, id: idText, note }),
  /** Before entry: what was read is put away, and nothing was claimed. */
  z.strictObject({ type: z.literal('do-not-start'), execution: idText }),

  z.strictObject({ type: z.literal('takeover'), caseId: idText }),
  z.strictObject({ type: z.literal('decide'), caseId: idText, to: z.enum(['resume', 'abandon']), note }),
  /** `found`: what the page showed of IAM, which is read again before it counts. */
  z.strictObject({ type: z.literal('reconcile'), caseId: idText, found: z.enum(['granted', 'nothing', 'other']), note }),

  z.strictObject({ type: z.literal('evidence-list') }),
  z.strictObject({ type: z.literal('measured') }),
  z.strictObject({ type: z.literal('evidence-entry'), execution: idText }),
  z.strictObject({ type: z.literal('export'), execution: idText }),
  z.strictObject({ type: z.literal('report'), execution: idText }),
  /** Signs what was found to be wrong with a closed execution, beside its bundle. */
  z.strictObject({ type: z.literal('correct'), execution: idText, finding: z.enum(FINDINGS) }),
]);

export type Request = z.infer<typeof requestSchema>;
export type RequestType = Request['type'];
export type RequestOf<T extends RequestType> = Extract<Request, { type: T }>;

/** A finished bundle on its way to a page, which offers it as a download. Base64, because messages are JSON. */
export type ExportedBundle = Readonly<{
  name: string;
  mediaType: 'application/zip';
  sha256: string;
  bytesBase64: string;
  /** What was signed after the end; it stands beside the bundle. */
  addenda: readonly Readonly<{ name: string; bytesBase64: string }>[];
}>;

/** What each request is answered with when it goes well. */
export type ReplyValues = Readonly<{
  state: PopupView;
  'read-again': PopupView;
  'deployment-status': OnboardingView;
  'use-range': OnboardingView;
  'set-deployment': OnboardingView;
  'sign-in': OnboardingView;
  'sign-in-with-token': OnboardingView;
  'sign-out': OnboardingView;
  profiles: ProfilesView;
  'keep-profile': ProfilesView;
  'forget-profile': ProfilesView;
  /** A profile as the file that it would be imported from. */
  'profile-file': Readonly<{ name: string; text: string }>;
  describe: null;
  /** Until when it is open. */
  'describe-pass': Readonly<{ untilMs: number }>;
  'describe-end': null;
  start: Readonly<{ execution: string }>;
  'check-now': null;
  'go-to-console': null;
  halt: null;
  acknowledge: null;
  'do-not-start': null;
  takeover: TakeoverView;
  decide: null;
  reconcile: null;
  'evidence-list': readonly EvidenceRow[];
  measured: readonly Measured[];
  'evidence-entry': EvidenceEntryView;
  export: ExportedBundle;
  /** The self-contained `report.html` of the bundle. */
  report: Readonly<{ html: string }>;
  correct: null;
}>;

export type Reply<T extends RequestType> = Readonly<{ ok: true; value: ReplyValues[T] }> | Readonly<{ ok: false; reason: Reason }>;

export function parseRequest(input: unknown): Parsed<Request> {
  return parse(requestSchema, input);
}

/** Why a message was not heard: a page shows this, and never what the message held. */
export function requestRefused(where: string): Reason {
  return reason(where.startsWith('deployment') ? 'deployment-unusable' : 'message-unreadable', { detail: `${where} does not fit` });
}
