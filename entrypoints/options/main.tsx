import { render } from 'preact';
import '../../components/ui/tokens.css';
import '../../components/ui/base.css';
import '../../components/ui/parts.css';
import '../../components/ui/lists.css';
import '../../components/ui/forms.css';
import '../../components/options/options.css';
import '../../components/options/profiles.css';
import '../../components/builder/builder.css';
import { ConnectedOptions } from './connected-options.tsx';

const place = document.getElementById('place');
if (place !== null) render(<ConnectedOptions />, place);
