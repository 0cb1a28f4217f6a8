import { render } from 'preact';
import '../../components/ui/tokens.css';
import '../../components/ui/base.css';
import '../../components/ui/parts.css';
import '../../components/ui/tenant.css';
import '../../components/ui/lists.css';
import '../../components/ui/forms.css';
import '../../components/ui/gate.css';
import builder from '../../components/builder/builder.css?inline';
import afterwards from '../../components/evidence/afterwards.css?inline';
import evidence from '../../components/evidence/evidence.css?inline';
import executions from '../../components/evidence/executions.css?inline';
import metrics from '../../components/evidence/metrics.css?inline';
import timeline from '../../components/evidence/timeline.css?inline';
import onboarding from '../../components/onboarding/onboarding.css?inline';
import options from '../../components/options/options.css?inline';
import profiles from '../../components/options/profiles.css?inline';
import cards from '../../components/popup/cards.css?inline';
import foot from '../../components/popup/foot.css?inline';
import popup from '../../components/popup/popup.css?inline';
import takeover from '../../components/takeover/takeover.css?inline';
import boards from './boards.css?inline';
import { overlays, showOverlay } from './console.tsx';
import { ownPages } from './specimens.tsx';

/** `?show=NAME` draws one specimen; without it the page lists them all. */
const SHEETS: Readonly<Record<string, string>> = {
  popup: popup + cards + foot,
  evidence: evidence + afterwards + executions + metrics + timeline,
  report: timeline,
  onboarding,
  builder,
  options: options + profiles,
  takeover,
  gates: boards,
  signs: boards,
};

function start(place: HTMLElement): void {
  const name = new URLSearchParams(location.search).get('show') ?? '';
  const overlay = overlays()[name];
  const page = ownPages()[name];
  if (overlay !== undefined) showOverlay(name, overlay, place);
  else if (page !== undefined) showPage(name, page(), place);
  else list(place);
}

function showPage(name: string, page: ReturnType<ReturnType<typeof ownPages>[string]>, place: HTMLElement): void {
  const style = document.createElement('style');
  style.textContent = SHEETS[name.split('-')[0] ?? ''] ?? '';
  document.head.append(style);
  render(page, place);
}

function list(place: HTMLElement): void {
  for (const name of [...Object.keys(overlays()), ...Object.keys(ownPages())]) {
    const link = document.createElement('a');
    link.href = `?show=${name}`;
    link.textContent = name;
    const line = document.createElement('p');
    line.append(link);
    place.append(line);
  }
}

/** The sheet as html2canvas draws it, for the test that the same record gives the same pixels. */
Reflect.set(globalThis, 'drawSheet', async (): Promise<string> => {
  const sheet = document.querySelector<HTMLElement>('.sheet');
  if (sheet === null) throw new Error('there is no sheet here');
  const { default: html2canvas } = await import('html2canvas');
  const canvas = await html2canvas(sheet, { scale: 1, backgroundColor: '#ffffff', logging: false });
  return canvas.toDataURL('image/png');
});

const place = document.getElementById('place');
if (place !== null) start(place);
