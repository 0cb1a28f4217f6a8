import { describe, expect, it } from 'vitest';
import { instant } from '../../../../lib/core/evidence/guards.ts';

describe('an instant in the evidence', () => {
  it.each(['2026-11-23T07:00:00Z', '2026-11-23T07:00Z', '2026-11-23T08:00:00.250+01:00'])('is one that the gate reads: %s', (text) =>
    expect(instant(text)).toBe(true),
  );

  it.each(['2026-02-30T07:00:00Z', '2026-11-23T07:00:00', 'never', '', null, 5])('is none that the gate does not read: %s', (value) =>
    expect(instant(value)).toBe(false),
  );
});
