import { render } from 'preact';
import '../../components/ui/tokens.css';
import '../../components/ui/base.css';
import '../../components/ui/parts.css';
import '../../components/ui/tenant.css';
import '../../components/ui/lists.css';
import '../../components/ui/forms.css';
import '../../components/evidence/evidence.css';
import '../../components/evidence/afterwards.css';
import '../../components/evidence/executions.css';
import '../../components/evidence/metrics.css';
import '../../components/evidence/timeline.css';
import { ConnectedEvidence } from './connected-evidence.tsx';
import { ConnectedMetrics } from './connected-metrics.tsx';
import { ConnectedReport } from './connected-report.tsx';

/** `?execution=ID` shows one execution, `&export=1` also saves its bundle, `&report=1` shows only its report. `?metrics=1` shows the measures. */
const asked = new URLSearchParams(location.search);
const execution = asked.get('execution');
const place = document.getElementById('place');
if (place !== null) {
  const page =
    asked.get('metrics') === '1' ? (
      <ConnectedMetrics />
    ) : execution !== null && asked.get('report') === '1' ? (
      <ConnectedReport execution={execution} />
    ) : (
      <ConnectedEvidence first={execution} isExportAsked={asked.get('export') === '1'} />
    );
  render(page, place);
}
