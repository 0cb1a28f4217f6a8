import { describe, expect, it } from 'vitest';
import { readProfileFile } from '../../../entrypoints/options/profile-file.ts';
import range from '../../../public/profiles/range-server.json' with { type: 'json' };

const chosen = (value: unknown) => readProfileFile(new File([JSON.stringify(value)], 'profile.json'));

describe('a profile file that a person chose', () => {
  it('is taken when it can be used', async () => {
    expect(await chosen(range)).toMatchObject({ isRead: true, profile: { id: range.id } });
  });

  it('is refused with the path of each thing that is wrong', async () => {
    const [first, ...others] = range.screens;
    const read = await chosen({ ...range, nmae: 'x', screens: [{ ...first, title: 7 }, ...others] });
    expect(read.isRead).toBe(false);
    expect(JSON.stringify(read)).toContain('screens.0.title: ');
    expect(JSON.stringify(read)).toContain('nmae');
  });

  it('that is no JSON is called that', async () => {
    const read = await readProfileFile(new File(['<html>'], 'profile.json'));
    expect(read).toEqual({ isRead: false, faults: ['profile.json is not JSON, or says the same thing twice'] });
  });
});
