import type { PacketPath } from '../packet/packet.ts';
import { comparedAs } from './consistency.ts';
import { type DraftedField, slug } from './draft.ts';
import { fitsPattern } from './pattern.ts';
import type { DateOrder, FieldKind, FieldSpec, Localised, Locator } from './profile.ts';

/** A part of the packet as a person reads it, and what a profile says of a field that holds it unless its owner says otherwise. */
export type PacketPart = Readonly<{
  path: PacketPath;
  says: string;
  /** Words in a label by which the part is proposed. */
  words: RegExp;
  /** What evidence calls what it hides. */
  hides: string;
  /** A value that nobody has: what a dry run is filled in with. */
  practice: string;
}>;

/** In the order in which they are proposed: the first whose words fit. */
export const PACKET_PARTS: readonly PacketPart[] = [
  { path: 'administrator.email', says: 'Administrator, e-mail', words: /e-?mail/i, hides: 'e-mail', practice: 'practice@example.com' },
  {
    path: 'administrator.objectId',
    says: 'Administrator, account id',
    words: /object.?id|account.?id|admin\w*.?id/i,
    hides: 'account id',
    practice: '00000000-0000-4000-8000-000000000001',
  },
  {
    path: 'tenant.id',
    says: 'Tenant, id',
    words: /(?:tenant|organi[sz]ation|customer)(?!.*name)/i,
    hides: 'tenant id',
    practice: 'tnt_PRACT1',
  },
  {
    path: 'tenant.name',
    says: 'Tenant, name',
    words: /(?:tenant|organi[sz]ation|customer).*name/i,
    hides: 'tenant name',
    practice: 'Practice tenant',
  },
  {
    path: 'administrator.subject',
    says: 'Administrator, sign-in name',
    words: /user|login|subject|account/i,
    hides: 'sign-in name',
    practice: 'practice.admin',
  },
  { path: 'incident.id', says: 'Incident', words: /incident|ticket/i, hides: 'incident id', practice: 'INC-1' },
  { path: 'scope', says: 'Scope: which privileges', words: /privilege|scope|role|permission|group/i, hides: 'privilege', practice: '' },
  { path: 'window.end', says: 'End of access', words: /ends?\b|expir|until|valid.?to/i, hides: 'time', practice: '2030-01-02T03:04Z' },
  { path: 'window.start', says: 'Start of access', words: /start|begin|from/i, hides: 'time', practice: '2030-01-01T03:04Z' },
  { path: 'approvalEvidence', says: 'Approval evidence', words: /approv|evidence/i, hides: 'reference', practice: 'APR-1' },
  {
    path: 'assurance.reference',
    says: 'Identity assurance',
    words: /assurance|identity|call.?back/i,
    hides: 'reference',
    practice: 'IDA-1',
  },
];

export function packetPart(path: PacketPath): PacketPart {
  const found = PACKET_PARTS.find((one) => one.path === path);
  if (found === undefined) throw new Error(`no words for ${path}`);
  return found;
}

/** Which part of the packet a control may hold, by its name; null where nothing is alike. A proposal: the person says. */
export function proposedPath(name: string, taken: readonly PacketPath[]): PacketPath | null {
  return PACKET_PARTS.find((one) => !taken.includes(one.path) && one.words.test(name))?.path ?? null;
}

/** What a person says of a control they pointed at. */
export type Naming = Readonly<{
  /** A part of the packet, or what it must always hold. */
  approved: Readonly<{ packet: PacketPath }> | Readonly<{ constant: string }>;
  label: string;
  locator: Locator;
  kind: FieldKind;
  isRequired: boolean;
  options: readonly string[];
  labels: Readonly<Record<string, Localised>>;
  sentAs: readonly string[];
  zone: FieldSpec['zone'];
  dateOrder: DateOrder | null;
  prompt: Localised | null;
  /** What the packet calls a choice, by what is sent for it. */
  called: Readonly<Record<string, string>>;
  /** Evidence may show the value. */
  isShown: boolean;
}>;

/** Values of the packet are short and of plain characters; anything else stays masked even where it may be shown. */
const SHOWN_PATTERN = '[A-Za-z0-9 .,:_+-]{1,100}';
const BOXES: readonly FieldKind[] = ['checkbox', 'switch'];

export function fieldNamed(naming: Naming): DraftedField {
  const { approved, label, kind, called } = naming;
  const nameOf = (sent: string) => called[sent] ?? sent;
  const options = naming.options.map(nameOf);
  const labels = Object.fromEntries(Object.entries(naming.labels).map(([sent, said]) => [nameOf(sent), said]));
  const sends = Object.fromEntries(Object.entries(called).map(([sent, name]) => [name, sent]));
  const path = 'packet' in approved ? approved.packet : null;
  const compare = path === null ? 'constant' : comparedAs(path);
  const spec: FieldSpec = {
    id: path ?? slug(label, 'field'),
    label,
    approved,
    kind,
    locator: naming.locator,
    compare,
    isRequired: naming.isRequired,
    options: BOXES.includes(kind) ? ['on', 'off'] : compare === 'set' || compare === 'constant' ? options : [],
    // Each tenant has its own people, and two of them may be called alike.
    ...(Object.keys(labels).length > 0 && !path?.startsWith('administrator.') ? { labels } : {}),
    ...(Object.keys(sends).length > 0 ? { sends } : {}),
    ...(naming.prompt === null ? {} : { prompt: naming.prompt }),
    ...(naming.dateOrder === null ? {} : { dateOrder: naming.dateOrder }),
    zone: compare === 'instant' ? naming.zone : null,
    evidence: { isShown: naming.isShown, pattern: SHOWN_PATTERN, hides: path === null ? 'value' : packetPart(path).hides },
  };
  return { spec, sentAs: naming.sentAs };
}

/** What an approved value would have to be for what is entered to be wrong: a guard that lets it pass guards nothing. */
export function wrongOnPurpose(approved: string | readonly string[]): string | readonly string[] {
  if (typeof approved !== 'string') return approved.length > 1 ? approved.slice(1) : ['another.one'];
  if (approved === 'on' || approved === 'off') return approved === 'on' ? 'off' : 'on';
  const at = Date.parse(approved);
  if (fitsPattern(approved, '[0-9]{4}-.*') && !Number.isNaN(at)) return new Date(at - 3_600_000).toISOString();
  return `${approved}x`;
}
