import { type Reason, reason } from '../../lib/core/reason.ts';
import { type Deployment, parseDeployment } from '../../lib/wire/deployment.ts';
import { LIMITS } from '../../lib/wire/limits.ts';

type ReadFile = Readonly<{ isRead: true; deployment: Deployment }> | Readonly<{ isRead: false; reason: Reason }>;

/** A deployment file that a person chose. What does not fit is named; nothing of it is taken. */
export async function readDeploymentFile(file: File): Promise<ReadFile> {
  if (file.size > LIMITS.answerBytesMax) return refused(`${file.name} is larger than ${LIMITS.answerBytesMax} bytes`);
  const json = jsonOf(await file.text());
  if (json === undefined) return refused(`${file.name} is not JSON`);
  const parsed = parseDeployment(json);
  return parsed.isParsed ? { isRead: true, deployment: parsed.value } : refused(`${parsed.where} does not fit`);
}

function refused(detail: string): ReadFile {
  return { isRead: false, reason: reason('deployment-unusable', { detail }) };
}

function jsonOf(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
