import { describe, expect, it } from 'vitest';
import { FLAG_GEOMETRIES, FLAG_PAIRS, flagFigure, tenantFlag } from '../../../../lib/core/evidence/tenant-flag.ts';

const looks = (id: string): string => {
  const { geometry, field, figure } = tenantFlag(id);
  return `${geometry} ${field} ${figure}`;
};

describe('the flag of a tenant', () => {
  it('is the same for the same id, always', () => {
    expect(tenantFlag('tnt_7Q2K94')).toEqual(tenantFlag('tnt_7Q2K94'));
  });

  it('differs between ids that a tired eye takes for one another', () => {
    const alike = ['tnt_7Q2K94', 'tnt_7Q2K49', 'tnt_7Q2K9A', 'tnt_7O2K94', 'tnt_7Q2KS4'];
    expect(new Set(alike.map(looks)).size).toBe(alike.length);
  });

  it('changes with every single character of an id, nearly always', () => {
    const ids = Array.from({ length: 400 }, (_, at) => `tnt_${String(at).padStart(6, '0')}`);
    const same = ids.slice(1).filter((id, at) => looks(id) === looks(ids[at] ?? ''));
    expect(same.length).toBeLessThan(ids.length / 20);
  });

  it('uses every geometry and every pair of colours', () => {
    const flags = Array.from({ length: 400 }, (_, at) => tenantFlag(`tenant ${at}`));
    expect(new Set(flags.map(({ geometry }) => geometry)).size).toBe(FLAG_GEOMETRIES.length);
    expect(new Set(flags.map(({ deep }) => deep)).size).toBe(FLAG_PAIRS.length);
  });

  it('draws each geometry differently', () => {
    expect(new Set(FLAG_GEOMETRIES.map(flagFigure)).size).toBe(FLAG_GEOMETRIES.length);
  });
});
