/**
 * A flag for a tenant, so that it is known at a glance without reading: a geometry and two colours taken from a digest
 * of the id. Alike ids get unlike flags. It is a cue for the eye and proves nothing.
 */

export const FLAG_GEOMETRIES = ['quarters', 'cross', 'disc', 'diagonal', 'bars', 'border', 'chevron'] as const;
export type FlagGeometry = (typeof FLAG_GEOMETRIES)[number];

/** `deep` carries white text (the band); `pale` is its partner. None of them is a colour with a meaning. */
export const FLAG_PAIRS = [
  { deep: '#24406f', pale: '#b9d2f2' },
  { deep: '#7a3b1e', pale: '#f0d9c4' },
  { deep: '#4d5a1f', pale: '#ecebc9' },
  { deep: '#6b2345', pale: '#e6dfe3' },
  { deep: '#3b4a57', pale: '#dde5ea' },
  { deep: '#173f47', pale: '#c4e0e4' },
] as const;

export type TenantFlag = Readonly<{ geometry: FlagGeometry; deep: string; pale: string; field: string; figure: string }>;

export function tenantFlag(tenantId: string): TenantFlag {
  const digest = spread(fnv1a(tenantId));
  const geometry = FLAG_GEOMETRIES[digest % FLAG_GEOMETRIES.length] ?? 'quarters';
  const rest = Math.floor(digest / FLAG_GEOMETRIES.length);
  const pair = FLAG_PAIRS[rest % FLAG_PAIRS.length] ?? FLAG_PAIRS[0];
  const isPaleField = Math.floor(rest / FLAG_PAIRS.length) % 2 === 0;
  return {
    geometry,
    ...pair,
    field: isPaleField ? pair.pale : pair.deep,
    figure: isPaleField ? pair.deep : pair.pale,
  };
}

/** FNV-1a, 32 bit, over UTF-16 code units. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    hash ^= text.charCodeAt(at);
    hash = Math.imul(hash, 0x01000193);
  }
  return hash >>> 0;
}

/** The last bytes barely reach FNV's high bits; MurmurHash3's finaliser spreads them, so that one digit changes all. */
function spread(hash: number): number {
  let mixed = hash ^ (hash >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** The figure on the flag's field, as one path on a 36 x 24 grid. */
export function flagFigure(geometry: FlagGeometry): string {
  switch (geometry) {
    case 'quarters':
      return 'M0 0H18V12H0ZM18 12H36V24H18Z';
    case 'cross':
      return 'M10 0H16V9H36V15H16V24H10V15H0V9H10Z';
    case 'disc':
      return 'M25 12A7 7 0 1 1 11 12A7 7 0 0 1 25 12Z';
    case 'diagonal':
      return 'M36 0V24H0Z';
    case 'bars':
      return 'M0 0H7.2V24H0ZM14.4 0H21.6V24H14.4ZM28.8 0H36V24H28.8Z';
    case 'border':
      return 'M0 0H36V24H0ZM6 6V18H30V6Z';
    case 'chevron':
      return 'M0 0L20 12L0 24Z';
  }
}
