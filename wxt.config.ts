import preact from '@preact/preset-vite';
import { defineConfig } from 'wxt';

/** Public half of a key pair made for development builds only, so that their extension id is the same everywhere. */
const DEVELOPMENT_KEY =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAmVCHpLbqgyCAMA/iNWVAVOupTRRoy8ZX9Y2xbqIue1xj/zH603XE/5J8noV8bZ7Ha5OaXG5+RYY0XQyZ0CVRS/SUfmUbOo8WZlnZTmZ2v8bfMLixfEYF6H5L6rKpbsuIS6vAwVEWpQkUOdpzRcYmki/wLqsmmGkXIFnCulWngtf9oZKv2t6+uZrALFrDJSmfJqNbnDCdia9Xg/jG8r5mTg5XDzVY7jl/pDvRMq0vLkseGZTBNzOBEx5e3bcpSNHf98WTjLatW+jO9wzgJWzUzXXGFlsP3yg5odN+hr3ITCtm/mZvX+xbJetAqKdwDLZw1jFLcGUavEeKflXoJCmxKQIDAQAB';

export default defineConfig({
  modules: ['@wxt-dev/webextension-polyfill'],
  imports: false,
  manifestVersion: 3,
  vite: () => ({ plugins: [preact()], build: { target: 'es2022' } }),
  manifest: ({ browser }) => ({
    name: '__MSG_name__',
    description: '__MSG_description__',
    default_locale: 'en',
    ...(browser === 'chrome' ? { key: DEVELOPMENT_KEY, minimum_chrome_version: '126' } : {}),
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: 'countersign@countersign.invalid',
              strict_min_version: '140.0',
              data_collection_permissions: { required: ['none'] },
            },
          },
        }
      : {}),
    permissions: [
      'alarms',
      'declarativeNetRequest',
      'identity',
      'scripting',
      'storage',
      'unlimitedStorage',
      'webRequest',
      'webRequestBlocking',
      ...(browser === 'chrome' ? ['offscreen'] : []),
    ],
    optional_host_permissions: ['https://*/*', 'http://*.localhost/*'],
    content_security_policy: {
      extension_pages:
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self' https: http://*.localhost:*; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    },
    action: {
      default_popup: 'popup.html',
      default_icon: { 16: '/icon/idle-16.png', 32: '/icon/idle-32.png', 48: '/icon/idle-48.png' },
      // Firefox puts a new button into a menu, where its badge is not seen. Chromium has no such key.
      ...(browser === 'firefox' ? { default_area: 'navbar' } : {}),
    },
    icons: { 16: '/icon/guarding-16.png', 32: '/icon/guarding-32.png', 48: '/icon/guarding-48.png', 128: '/icon/guarding-128.png' },
    commands: { 'check-now': { suggested_key: { default: 'Alt+Shift+C' }, description: '__MSG_commandCheckNow__' } },
    storage: { managed_schema: 'managed-schema.json' },
    incognito: 'not_allowed',
  }),
});
