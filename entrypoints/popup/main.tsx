import { render } from 'preact';
import '../../components/ui/tokens.css';
import '../../components/ui/base.css';
import '../../components/ui/parts.css';
import '../../components/ui/tenant.css';
import '../../components/ui/lists.css';
import '../../components/ui/forms.css';
import '../../components/ui/gate.css';
import '../../components/popup/popup.css';
import '../../components/popup/cards.css';
import '../../components/popup/foot.css';
import { ConnectedPopup } from './connected-popup.tsx';

const place = document.getElementById('place');
if (place !== null) render(<ConnectedPopup />, place);
