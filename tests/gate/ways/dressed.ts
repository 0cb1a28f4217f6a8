import { AFTER, type Consoles, type OpenWay, type Stand } from '../open-way.ts';
import type { At } from '../way.ts';

const BUTTONS = { step: '[value=next]', exit: '[value=save-draft]' } as const;
/** Longer than the gate is open for a step or an exit. */
const FIRED_MS = 3_600;
const FIRE_EVERY_MS = 50;

const SHARED =
  'Where a step or an exit has the commit’s own address, no network rule can tell them apart: while it is open for the press on such a button, at most 3 s, a script of the console’s page can send the commit through it. It is seen, the execution halts, and security is called. With the blocking listener it is stopped: policy installs the extension (ExtensionInstallForcelist); or the console gives the commit an address of its own.';

const telling = (at: At) => `${JSON.stringify(`${at.commit}&${AFTER}=`)} + afterMs`;

/** Sends once, with how long after the press that was: each is the body of a function that is given it as `afterMs`. */
const SENDING = {
  fetch: (at: At) =>
    `fetch(${telling(at)}, { method: 'POST', body: new URLSearchParams(${JSON.stringify(at.body)}) }).catch(() => undefined);`,
  form: (at: At) => sendingForm(at, '', telling(at)),
  frame: (at: At) => sendingForm(at, 'there', telling(at)),
} as const;

/** A second form with the commit in it, sent into the page's own place, or into a frame by this name. `action`: what gives its address. */
export function sendingForm(at: At, target: string, action = JSON.stringify(at.commit)): string {
  return `if ('${target}' !== '' && document.querySelector('iframe') === null) document.documentElement.append(Object.assign(document.createElement('iframe'), { name: '${target}' }));
    const form = document.documentElement.appendChild(Object.assign(document.createElement('form'), { method: 'post', target: '${target}', action: ${action} }));
    for (const [name, value] of new URLSearchParams(${JSON.stringify(at.body)})) form.append(Object.assign(document.createElement('input'), { type: 'hidden', name, value }));
    form.submit(); form.remove();`;
}

/** So long after the pointer has gone down, and from then on again and again. */
const firing = (send: string, delayMs: number) =>
  `addEventListener('pointerdown', () => { const fromMs = performance.now();
    const go = () => { const afterMs = Math.round(performance.now() - fromMs); { ${send} } if (afterMs < ${FIRED_MS}) setTimeout(go, ${FIRE_EVERY_MS}); };
    setTimeout(go, ${delayMs}); }, { once: true, capture: true });`;

const TRANSPORTS = {
  fetch: 'fetch, from the press on',
  form: 'a second form, from the press on',
  frame: 'a second form into a frame, from the press on',
} as const;

/** Near the end of the time that the gate is open for a step or an exit. */
const LATE_MS = 2_500;

type Sent = Readonly<{ as: keyof typeof BUTTONS; by: keyof typeof SENDING; consoles: Consoles; isLate?: boolean }>;

function dressed({ as, by, consoles, isLate = false }: Sent): OpenWay {
  const isShared = consoles === 'beside-steps';
  const way: OpenWay = {
    id: `${as}-${isShared ? '' : 'apart-'}${by}${isLate ? '-late' : ''}`,
    initiator: as === 'step' ? 'a script, as the operator presses a step' : 'a script, as the operator presses a way out',
    transport: isLate ? `${TRANSPORTS[by]}, ${LATE_MS / 1_000} s later` : TRANSPORTS[by],
    target: isShared ? 'commit, which has the same address' : 'commit, which has another address',
    consoles,
    play: async ({ run, at, holdDown }) => {
      await run(firing(SENDING[by](at), isLate ? LATE_MS : 0));
      await holdDown(BUTTONS[as]);
    },
  };
  // What the page itself would leave by is stopped in the page.
  return isShared && by !== 'form' ? { ...way, bestEffort: SHARED } : way;
}

const turned = (id: string, transport: string, text: string): OpenWay => ({
  id,
  initiator: 'the operator’s own press on a step',
  transport,
  target: 'commit, which has the same address',
  consoles: 'beside-steps',
  play: async ({ run, press, commits }: Stand) => {
    await run(text);
    await press(BUTTONS.step);
    await commits(1);
  },
});

/** The commit dressed as a step or a way out: sent while the gate is open for such a press. */
export const DRESSED: readonly OpenWay[] = [
  dressed({ as: 'step', by: 'fetch', consoles: 'beside-steps' }),
  dressed({ as: 'step', by: 'fetch', consoles: 'beside-steps', isLate: true }),
  dressed({ as: 'step', by: 'form', consoles: 'beside-steps' }),
  dressed({ as: 'step', by: 'frame', consoles: 'beside-steps' }),
  dressed({ as: 'exit', by: 'fetch', consoles: 'beside-steps' }),
  dressed({ as: 'exit', by: 'frame', consoles: 'beside-steps' }),
  dressed({ as: 'step', by: 'fetch', consoles: 'apart-from-steps' }),
  dressed({ as: 'exit', by: 'frame', consoles: 'apart-from-steps' }),
  turned(
    'step-turned-by-click',
    'its form, which a click listener makes a commit',
    `document.querySelector('${BUTTONS.step}').addEventListener('click', (event) => { event.currentTarget.value = 'submit'; });`,
  ),
  turned(
    'step-turned-by-formdata',
    'its form, which a formdata listener makes a commit',
    `document.getElementById('f').addEventListener('formdata', (event) => event.formData.set('action', 'submit'));`,
  ),
];
