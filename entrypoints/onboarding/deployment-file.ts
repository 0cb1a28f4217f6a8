import { readStrictJson } from '../../lib/core/evidence/strict-json.ts';
import { type Reason, reason } from '../../lib/core/reason.ts';
import { type Deployment, parseDeployment } from '../../lib/wire/deployment.ts';
import { LIMITS } from '../../lib/wire/limits.ts';

type ReadFile = Readonly<{ isRead: true; deployment: Deployment }> | Readonly<{ isRead: false; reason: Reason }>;

/** A deployment file that a person chose. What does not fit is named; nothing of it is taken. */
export async function readDeploymentFile(file: File): Promise<ReadFile> {
  if (file.size > LIMITS.answerBytesMax) return refused(`${file.name} is larger than ${LIMITS.answerBytesMax} bytes`);
  const json = readStrictJson(await file.text());
  if (json === null) return refused(`${file.name} is not JSON, or says the same thing twice`);
  const parsed = parseDeployment(json.value);
  return parsed.isParsed ? { isRead: true, deployment: parsed.value } : refused(`${parsed.where} does not fit`);
}

function refused(detail: string): ReadFile {
  return { isRead: false, reason: reason('deployment-unusable', { detail }) };
}
