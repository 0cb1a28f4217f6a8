import { render } from 'preact';
import '../../components/ui/tokens.css';
import '../../components/ui/base.css';
import '../../components/ui/parts.css';
import '../../components/ui/lists.css';
import '../../components/ui/forms.css';
import '../../components/onboarding/onboarding.css';
import { ConnectedOnboarding } from './connected-onboarding.tsx';

const place = document.getElementById('place');
if (place !== null) render(<ConnectedOnboarding />, place);
