import type { Packet } from '../packet/packet.ts';
import type { Profile } from '../profile/profile.ts';
import { recordPath } from './bundle-names.ts';
import { readCanonical } from './canonical.ts';
import { textOf } from './encoding.ts';
import { type Html, html } from './html.ts';
import { entriesOf } from './kinds.ts';
import type { DisplayRecord, JournalEntry } from './record.ts';
import { isDisplayRecord } from './record-faults.ts';
import {
  approvalsSection,
  capturesSection,
  checkSection,
  completenessSection,
  legsSection,
  stopsSection,
  timelineSection,
} from './report-sections.ts';
import { BRAND, flagOf, outcomeSign, sign } from './report-signs.ts';
import { stepsTable } from './report-steps.ts';
import { REPORT_STYLE } from './report-style.ts';
import { authorityWords, dayAndTime, outcomeWords, shortHash } from './report-words.ts';
import type { Summary } from './summary.ts';

export type ReportParts = Readonly<{
  summary: Summary;
  entries: readonly JournalEntry[];
  files: ReadonlyMap<string, Uint8Array>;
  profile: Profile;
  /** Null where the approved values are not known any more: another packet's must not stand in their place. */
  packet: Packet | null;
  /** The program that made it, with its version. */
  tool: string;
  /** The file name of the bundle. */
  name: string;
}>;

/**
 * The report for people: one page that holds everything it needs. It has no script and asks for nothing: its policy
 * allows its own style and the pictures inside it, and no more.
 */
export function reportHtml(parts: ReportParts): string {
  const { summary, entries, files, profile, packet } = parts;
  const records = recordsOf(entries, files);
  const given = { profile, packet, version: summary.packet.version, entries, captures: [...records.values()] };
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Countersign: evidence report ${summary.caseId}</title>
<style>${{ markup: REPORT_STYLE }}</style>
</head>
<body>
<main>
<article class="sheet">
${top(parts)}${lead(summary)}${stepsTable(given)}${packetLine(summary)}${approvalsSection(summary, entries)}${legsSection(summary)}${stopsSection(entries)}${foot(parts)}</article>
<article class="sheet">
${top(parts)}${timelineSection(entries)}${capturesSection(entries, { files, records })}${completenessSection(summary)}${checkSection(summary, parts.name)}${foot(parts)}</article>
</main>
</body>
</html>
`.markup;
}

function top({ summary }: ReportParts): Html {
  return html`<header class="top">${BRAND}<b>Evidence report</b><span>Execution <span class="m">${summary.execution}</span><br>${dayAndTime(summary.openedAt)} to ${dayAndTime(summary.closedAt)}</span></header>
`;
}

function lead(summary: Summary): Html {
  return html`<div class="lead"><div><h1>${sign(outcomeSign(summary.outcome), 26, '')}${authorityWords(summary.outcome)}</h1><p>${outcomeWords(summary)}</p></div>
<div class="tenant">${flagOf(summary.tenant.id)}<div><b>${summary.tenant.name}</b><span class="m">${summary.tenant.id}</span></div></div></div>
`;
}

function packetLine({ caseId, incident, packet, reference, outcome }: Summary): Html {
  // Every confirmation has one: where none is kept it had not the form of a reference.
  const without = outcome === 'confirmed' ? html`console reference masked` : html`no console reference`;
  const at = reference === null ? without : html`console reference <span class="m">${reference}</span>`;
  return html`<p class="say">Case <span class="m">${caseId}</span>, incident <span class="m">${incident}</span>, ${at}. Scope <span class="m">${packet.scope.join(', ')}</span>, from ${dayAndTime(packet.window.start)} to ${dayAndTime(packet.window.end)}. Packet digest <span class="m">${shortHash(packet.digest)}</span>.</p>
`;
}

function foot({ summary, tool }: ReportParts): Html {
  const { id, version, origin } = summary.profile;
  return html`<footer class="foot"><span>${tool}, console profile ${id} ${version}, ${origin}</span><span>Masked values never entered this report</span></footer>
`;
}

/** The records by path; one that cannot be read is no record. */
function recordsOf(entries: readonly JournalEntry[], files: ReadonlyMap<string, Uint8Array>): ReadonlyMap<string, DisplayRecord> {
  const records = new Map<string, DisplayRecord>();
  for (const { body } of entriesOf(entries, 'capture')) {
    const path = recordPath(body.record);
    const value = readCanonical(textOf(files.get(path) ?? new Uint8Array()) ?? '')?.value;
    if (isDisplayRecord(value)) records.set(path, value);
  }
  return records;
}
