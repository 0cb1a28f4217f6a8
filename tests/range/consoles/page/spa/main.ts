import '../elements/define.ts';
import '../shared/frame-bridge.ts';
import { beat } from '../shared/heartbeat.ts';
import { makeApi } from './api.ts';
import { makeApp } from './app.ts';
import { metaText } from './dom.ts';
import { settleWorker } from './worker.ts';

const api = makeApi(metaText('api'));
const session = await api.session();
if (session.is === 'done') {
  await settleWorker(session.value.hasServiceWorker, api.origin);
  beat(`${api.origin}/v1/session/heartbeat`);
  await makeApp(api, session.value).show();
} else {
  document.body.append('The service does not answer.');
}
