import type { JSX } from 'preact';
import { Gate } from '../../components/ui/Gate.tsx';
import { Glyph } from '../../components/ui/Glyph.tsx';
import { Legs } from '../../components/ui/Legs.tsx';
import { Mark } from '../../components/ui/Mark.tsx';
import { Flag } from '../../components/ui/Tenant.tsx';
import { GATES, MIXED_LEGS, NOW_MS } from './fixtures.ts';
import { GLYPHS_SHOWN, MARKS_SHOWN, MEANINGS_SHOWN } from './signs.ts';

/** The gate in every state, side by side, as the direction shows it. */
export function GateBoard(): JSX.Element {
  return (
    <div class="cs board">
      {Object.entries(GATES).map(([name, gate]) => (
        <figure key={name}>
          <figcaption>{name}</figcaption>
          <div class="frame">
            <Gate gate={gate} nowMs={NOW_MS} onCheckNow={() => undefined} />
          </div>
        </figure>
      ))}
      <figure>
        <figcaption>legs</figcaption>
        <div class="frame pad">
          <Legs legs={MIXED_LEGS} label="Legs of the gate" />
        </div>
      </figure>
    </div>
  );
}

const TENANTS = [
  'tnt_7Q2K94',
  'tnt_7Q2K49',
  'tnt_7Q2K9A',
  'tnt_3M8V10',
  'tnt_1C6T27',
  'tnt_9D4X55',
  'tnt_0000',
  'tnt_0001',
  'tnt_0002',
  'tnt_0003',
  'acme',
  'acme-eu',
];

export function SignBoard(): JSX.Element {
  return (
    <div class="cs board signs">
      <p>
        {MARKS_SHOWN.map(([name, meaning]) => (
          <Mark key={name} name={name} meaning={meaning} />
        ))}
      </p>
      <p>
        {GLYPHS_SHOWN.map(([name, meaning]) => (
          <Glyph key={name} name={name} meaning={meaning} />
        ))}
      </p>
      <p>
        {TENANTS.map((id) => (
          <span key={id} class="tenant">
            <Flag tenantId={id} /> {id}
          </span>
        ))}
      </p>
      {MEANINGS_SHOWN.map((meaning) => (
        <p key={meaning} class={`note ${meaning}`}>
          <span class={`word ${meaning}`}>{meaning}</span> on its soft ground, <span class="faint">faint</span>,{' '}
          <span class="soft">soft</span>
        </p>
      ))}
    </div>
  );
}
