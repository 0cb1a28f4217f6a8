import type { ComponentChildren, JSX } from 'preact';
import { flagFigure, type TenantFlag, tenantFlag } from '../../lib/core/evidence/tenant-flag.ts';
import { Glyph } from './Glyph.tsx';
import { allVisible } from './visible.ts';

export type TenantRef = Readonly<{ id: string; name: string }>;

export function Flag({ tenantId, isSmall = false }: Readonly<{ tenantId: string; isSmall?: boolean }>): JSX.Element {
  const flag = tenantFlag(tenantId);
  return (
    <svg class={isSmall ? 'flag small' : 'flag'} viewBox="0 0 36 24" aria-hidden="true">
      <rect width="36" height="24" fill={flag.field} />
      <path d={flagFigure(flag.geometry)} fill={flag.figure} fill-rule="evenodd" />
    </svg>
  );
}

/** Tenant first: the band on top of every surface that can touch one. `children` are the surface's own tools. */
export function TenantBand({ tenant, children }: Readonly<{ tenant: TenantRef; children?: ComponentChildren }>): JSX.Element {
  const flag = tenantFlag(tenant.id);
  return (
    <header class="band" style={{ '--band': flag.deep }}>
      <Flag tenantId={tenant.id} />
      <div class="name">
        <h2 title={tenant.name}>{allVisible(tenant.name)}</h2>
        <p class="code">{tenant.id}</p>
      </div>
      {children !== undefined && <div class="tools">{children}</div>}
      <WovenEdge flag={flag} />
    </header>
  );
}

/** What the console shows instead, with its own flag and the differing characters marked. */
export function OtherTenant({ approved, seen }: Readonly<{ approved: string; seen: string }>): JSX.Element {
  return (
    <p class="other-tenant">
      <Glyph name="denied" meaning="stop" />
      <span>
        The console shows
        <br />
        <span class="code">
          {cellsThatDiffer(approved, seen).map(({ text, isDifferent, at }) =>
            isDifferent ? <mark key={at}>{allVisible(text)}</mark> : allVisible(text),
          )}
        </span>
      </span>
      <Flag tenantId={seen} />
    </p>
  );
}

function WovenEdge({ flag }: Readonly<{ flag: TenantFlag }>): JSX.Element {
  return (
    <svg class="edge" aria-hidden="true">
      <line x1="0" y1="3" x2="100%" y2="3" stroke={flag.deep} stroke-width="8" />
      <line x1="0" y1="3" x2="100%" y2="3" stroke={flag.pale} stroke-width="8" stroke-dasharray="18 18" />
    </svg>
  );
}

type Run = Readonly<{ text: string; isDifferent: boolean; at: number }>;

/** Runs of characters of `seen` that do and do not stand at the same place in `approved`. */
function cellsThatDiffer(approved: string, seen: string): readonly Run[] {
  const expected = [...approved];
  const runs: Run[] = [];
  for (const [at, character] of [...seen].entries()) {
    const isDifferent = character !== expected[at];
    const last = runs.at(-1);
    if (last && last.isDifferent === isDifferent) runs[runs.length - 1] = { ...last, text: last.text + character };
    else runs.push({ text: character, isDifferent, at });
  }
  return runs;
}
