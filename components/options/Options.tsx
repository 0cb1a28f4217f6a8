import type { ComponentProps, JSX } from 'preact';
import type { DeviceStanding, OnboardingView } from '../../lib/core/execution/page-views.ts';
import type { Problem } from '../../lib/core/problem.ts';
import { Button } from '../ui/Button.tsx';
import { NOT_CONFIRMED } from '../ui/device-words.ts';
import { FileChoice } from '../ui/FileChoice.tsx';
import { Icon, type IconName } from '../ui/Icon.tsx';
import { Logo } from '../ui/Mark.tsx';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { Reading } from '../ui/Reading.tsx';
import { Word } from '../ui/Word.tsx';
import { Part, Row } from './Part.tsx';
import { Profiles, type ProfilesProps } from './Profiles.tsx';

export type OptionsProps = Readonly<{
  /** Null until the worker has spoken. */
  view: OnboardingView | null;
  problem: Problem | null;
  version: string;
  onImport: (file: File) => void;
  onAllow: () => void;
  onSignIn: () => void;
  onSignOut: () => void;
  profiles: ProfilesProps;
}>;

/** What this browser is connected to, which consoles it guards, and which key signs its evidence. */
export function Options(props: OptionsProps): JSX.Element {
  const { view, problem, version } = props;
  return (
    <div class="cs options">
      <nav aria-label="Options">
        <Logo />
        <ul>
          <Jump icon="plug" to="connections" word="Connections" />
          <Jump icon="list" to="consoles" word="Consoles" />
          <Jump icon="file" to="profiles" word="Profiles" />
          <Jump icon="key" to="keys" word="Keys" />
        </ul>
        <p class="meta faint">
          Version {version}
          {view?.deployment?.isManaged === true && (
            <>
              <br />
              Managed by your organisation
            </>
          )}
        </p>
      </nav>
      <main>
        <h1>Options</h1>
        <ProblemNote problem={problem} />
        {view === null ? (
          problem === null && <Reading what="how this browser is set up" />
        ) : (
          <>
            <Connections {...props} view={view} />
            <Consoles {...props} view={view} />
            <Profiles {...props.profiles} />
            <Keys view={view} />
          </>
        )}
      </main>
    </div>
  );
}

function Jump({ icon, to, word }: Readonly<{ icon: IconName; to: string; word: string }>): JSX.Element {
  return (
    <li>
      <a href={`#${to}`}>
        <Icon name={icon} />
        {word}
      </a>
    </li>
  );
}

type PartProps = OptionsProps & Readonly<{ view: OnboardingView }>;

function Connections({ view, onImport, onSignIn, onSignOut }: PartProps): JSX.Element {
  const { deployment, signedInAs } = view;
  const isManaged = deployment?.isManaged === true;
  return (
    <Part
      id="connections"
      title="Connections"
      says="The systems that are read before entry and again before submit. If one cannot be read, the gate stays closed."
    >
      <Row
        icon="plug"
        title={deployment?.name ?? 'No systems yet'}
        says={
          deployment === null
            ? 'Import a deployment file, or take the practice range in the first steps.'
            : `Case system at ${deployment.caseSystem}`
        }
      >
        {isManaged ? (
          <span class="tag">
            <Icon name="lock" />
            set by your organisation
          </span>
        ) : (
          <FileChoice word="Import a deployment file" accept=".json,application/json" onChoose={onImport} />
        )}
      </Row>
      {deployment !== null && (
        <Row icon="seal" title={signedInAs === null ? 'Signed out' : `Signed in as ${signedInAs}`} says="Approvals are read in your name.">
          {signedInAs === null ? (
            <Button look="primary" size="small" onPress={onSignIn}>
              Sign in
            </Button>
          ) : (
            <Button size="small" onPress={onSignOut}>
              Sign out
            </Button>
          )}
        </Row>
      )}
    </Part>
  );
}

function Consoles({ view, onAllow }: PartProps): JSX.Element {
  const isEachAllowed = view.consoles.every((site) => site.isAllowed);
  return (
    <Part
      id="consoles"
      title="Consoles"
      says="Where Countersign reads along and holds the submit. Each console is described by a profile, which is data, not code."
    >
      {view.consoles.length === 0 && (
        <p class="nothing soft">No console is described yet, so none is guarded. Bring its profile in below, or describe the console.</p>
      )}
      {view.consoles.map((site) => (
        <Row key={`${site.name} ${site.origin}`} icon="console" title={site.name} says={site.origin}>
          {site.isAllowed ? (
            <Word meaning="go" glyph="match" word="Allowed" />
          ) : (
            <Word meaning="fix" glyph="stale" word="Not allowed yet" />
          )}
        </Row>
      ))}
      {!isEachAllowed && (
        <div class="row-acts">
          <Button look="primary" size="small" onPress={onAllow}>
            Allow on this console
          </Button>
        </div>
      )}
    </Part>
  );
}

const STOPPED = { meaning: 'fix', glyph: 'mismatch', word: 'Not usable' } as const;
const DEVICE_WORD: Readonly<Record<DeviceStanding, ComponentProps<typeof Word>>> = {
  confirmed: { meaning: 'go', glyph: 'match', word: 'Confirmed' },
  unconfirmed: { meaning: 'fix', glyph: 'stale', word: 'Waits for security' },
  revoked: STOPPED,
  'not-enrolled': STOPPED,
  'of-other': STOPPED,
  unknown: { meaning: 'unknown', glyph: 'unreadable', word: 'Not known' },
};

function DeviceSays({ standing }: Readonly<{ standing: DeviceStanding }>): JSX.Element {
  if (standing === 'confirmed') return <>Security confirmed it. (ECDSA P-256, not extractable.)</>;
  const { says, now } = NOT_CONFIRMED[standing];
  return (
    <>
      {says} <b>Now:</b> {now}
    </>
  );
}

function Keys({ view: { device } }: Readonly<{ view: OnboardingView }>): JSX.Element {
  return (
    <Part
      id="keys"
      title="Keys"
      says="The device key signs the evidence. It was made here and cannot leave. Trust comes from the enrolment, never from a bundle."
    >
      {device === null ? (
        <p class="nothing soft">No key yet: it is made, and made known to security, when you first sign in.</p>
      ) : (
        <Row icon="key" title={device.id} says={<DeviceSays standing={device.standing} />}>
          <Word {...DEVICE_WORD[device.standing]} />
        </Row>
      )}
    </Part>
  );
}
