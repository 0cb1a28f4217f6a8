import { describe, expect, it } from 'vitest';
import { readDeploymentFile } from '../../../entrypoints/onboarding/deployment-file.ts';
import range from '../../../public/deployments/range.json' with { type: 'json' };

const chosen = (text: string) => readDeploymentFile(new File([text], 'deployment.json'));
const WHOLE = JSON.stringify(range);

describe('a deployment file that a person chose', () => {
  it('is taken when it fits', async () => {
    expect(await chosen(WHOLE)).toMatchObject({ isRead: true, deployment: { name: range.name } });
  });

  it.each([
    ['no JSON', '<html>', 'deployment.json is not JSON, or says the same thing twice'],
    ['a name twice', WHOLE.replace('"name":', '"name":"Elsewhere","name":'), 'deployment.json is not JSON, or says the same thing twice'],
    ['something missing', '{}', 'does not fit'],
  ])('is refused in words with %s', async (_, text, words) => {
    const read = await chosen(text);
    expect(read).toMatchObject({ isRead: false, reason: { code: 'deployment-unusable' } });
    expect(JSON.stringify(read)).toContain(words);
  });
});
