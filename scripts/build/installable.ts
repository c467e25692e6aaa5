/**
 * The app as something that can be installed, and the list of its files for the service worker
 * (`workers/offline/offline.worker.ts`).
 */
import type { VitePWAOptions } from 'vite-plugin-pwa';

export const installable: Partial<VitePWAOptions> = {
  strategies: 'injectManifest',
  srcDir: 'workers/offline',
  filename: 'offline.worker.ts',
  // `src/app/offline.svelte.ts` says when: not before the first look at a frame.
  injectRegister: false,
  injectManifest: {
    globPatterns: ['**/*'],
    globIgnores: [
      // The second engine is 40 MB: it is kept once somebody has used it.
      '**/ort-*.wasm',
      // A yardstick for laboratories: nobody presses a button for it.
      'demo-busy/**',
      // Read by hosts, and by the command line.
      '_headers',
      'scripts/**',
    ],
    maximumFileSizeToCacheInBytes: 30e6,
  },
  manifest: {
    id: './',
    name: 'OpenAisle',
    short_name: 'OpenAisle',
    description: 'A checkout-free store in a browser tab. Nothing leaves this device.',
    start_url: './',
    scope: './',
    display: 'standalone',
    categories: ['business', 'shopping'],
    theme_color: '#0f5c4d',
    background_color: '#ffffff',
    icons: [
      { src: 'icon.svg', sizes: 'any', type: 'image/svg+xml' },
      { src: 'icon-192.png', sizes: '192x192', type: 'image/png' },
      { src: 'icon-512.png', sizes: '512x512', type: 'image/png' },
      { src: 'icon-maskable.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    ],
  },
};
