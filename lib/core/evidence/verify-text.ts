import type { Summary } from './summary.ts';

/** VERIFY.txt: how to check the bundle with tools that everybody has, and what each of them proves. */
export function verifyText(summary: Summary, name: string): string {
  return `How to check this bundle
========================

Execution  ${summary.execution}
Case       ${summary.caseId}
Outcome    ${summary.outcome}
Head       ${summary.head.sha256} (entry ${summary.head.seq})
Signed by  device ${summary.device}

1. No file of the manifest was changed or lost:

     sha256sum -c MANIFEST.sha256

2. The statement speaks for this manifest, and through it for every file:

     grep -c "$(sha256sum MANIFEST.sha256 | cut -d' ' -f1)" statement.json

3. The statement was signed by the key in key.pub.pem. statement.pae is its DSSE v1 encoding, which ends in it:

     openssl dgst -sha256 -verify key.pub.pem -signature statement.sig.der statement.pae
     tail -c "$(wc -c < statement.json)" statement.pae | cmp - statement.json

   statement.sigstore.json is the same statement and signature as a Sigstore bundle v0.3.

4. The key is the device's. A key that comes with what it signed proves nothing: take the signing key of device
   ${summary.device} from its enrolment record in the case system, and compare it with key.pub.pem.

5. All of it at once, with files that were added, the chain of the journal, the anchors, the green legs before the release and completeness:

     countersign verify ${name} --trust devices.json

   devices.json is the list of enrolled devices as the case system gives it.

The journal (journal.jsonl) has one entry a line in RFC 8785 form. Each entry names the SHA-256 of the line before it;
the first one names 64 zeros. anchors/ holds what the case system kept of the head while the execution ran: compare it
with the notes of the case. sealed/ is read only by whom it was sealed to.
`;
}
