import { render } from 'preact';
import '../../components/ui/tokens.css';
import '../../components/ui/base.css';
import '../../components/ui/parts.css';
import '../../components/ui/tenant.css';
import '../../components/ui/lists.css';
import '../../components/ui/forms.css';
import '../../components/ui/gate.css';
import '../../components/takeover/takeover.css';
import { ConnectedTakeover } from './connected-takeover.tsx';

/** `?case=ID` names the case. Opening the page decides nothing. */
const caseId = new URLSearchParams(location.search).get('case');
const place = document.getElementById('place');
if (place !== null && caseId !== null) render(<ConnectedTakeover caseId={caseId} />, place);
