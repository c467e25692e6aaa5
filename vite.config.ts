import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { VitePWA } from 'vite-plugin-pwa';
import { defineConfig } from 'vitest/config';
import { builtStamp } from './scripts/build/built-stamp.ts';
import { catalogueHalf } from './scripts/build/catalogue-half.ts';
import { containers } from './scripts/build/containers.ts';
import { dexieUnused } from './scripts/build/dexie-unused.ts';
import { installable } from './scripts/build/installable.ts';
import { jsAruco } from './scripts/build/js-aruco.ts';
import { thirdPartyNotices } from './scripts/build/third-party-notices.ts';
import { messages } from './scripts/build/messages.ts';
import { numbersOnly } from './scripts/build/numbers-only.ts';
import { ownModels } from './scripts/build/own-models.ts';
import { placedMessages } from './scripts/build/placed-messages.ts';
import { sharedPackages } from './scripts/build/shared-packages.ts';
import { tfjsUnused } from './scripts/build/tfjs-unused.ts';
import { tfjsPrograms } from './scripts/build/tfjs-programs.ts';
import { contentSecurityPolicy, isolation, securityHeaders } from './scripts/build/security.ts';

const notHere = [
  'tests/e2e/**',
  'tests/bench/**',
  ...(process.env['OPENAISLE_LONG'] === '1' ? [] : ['**/*.long.test.ts']),
];
/**
 * TensorFlow.js has one backend a process, and what a test allocates can be counted where nothing else runs. What opens no
 * runtime is not set apart: a process and all its modules anew take longer than most tests.
 */
const apart = [
  'tests/contracts/*.test.ts',
  'tests/core/tracking/memory.test.ts',
  'tests/engines/!(catalogue|cpu-embedder|guess-card|kernel|picture-to-tensor|portraits|sized-detector|solid-shape).test.ts',
  'tests/engines/calibration/!(describe-machine|race).test.ts',
  'tests/engines/graph-model/!(pack).test.ts',
  'tests/engines/onnx/!(folding|read-model|refusals).test.ts',
  'tests/engines/webgpu/!(calls-for|recovering-detector).test.ts',
  'tests/models/!(catalogue).test.ts',
];
/** What takes longest begins first, so that no core waits for it at the end. Vitest runs projects in the order of their names. */
const ahead = [
  'tests/core/calibration/solve-{sheets,walk}.test.ts',
  'tests/core/fusion/clocks.test.ts',
  'tests/core/interaction/scale-world.test.ts',
  'tests/core/simulation/laws.test.ts',
  'tests/engines/scheduling/{knock-watch,motion-gate}.test.ts',
  'tests/journeys/simulated-store.test.ts',
  'tests/scripts/commands/simulate.test.ts',
  'tests/scripts/files/shipped-recordings.test.ts',
];

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as { version: string };

// Read by the page as `import.meta.env`.
process.env['VITE_VERSION'] = version;

/** Where a page begins something runs at once, which the other page must not run; some workers only the command line has. */
const isNoBeginning = (module: string): boolean =>
  !/\/src\/main\.ts|\/scripts\/headless\/|\/workers\/(?:infer|synth)\/|\.html/u.test(module);

export default defineConfig({
  base: './',
  plugins: [
    messages(),
    sharedPackages('emits'),
    tfjsUnused(),
    dexieUnused(),
    catalogueHalf('offers'),
    numbersOnly(),
    containers(),
    svelte(),
    placedMessages(),
    securityHeaders(),
    thirdPartyNotices(),
    ownModels(),
    VitePWA(installable),
    builtStamp(),
  ],
  worker: {
    format: 'es',
    plugins: () => [
      sharedPackages('uses'),
      tfjsUnused(),
      tfjsPrograms(),
      catalogueHalf('cards'),
      numbersOnly(),
      jsAruco(),
    ],
    // As of the page: twenty small files pack worse.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'begin', tags: ['$initial'] }] } } },
  },
  build: {
    target: 'esnext',
    // Every browser that can run the app preloads by itself.
    modulePreload: { polyfill: false },
    // The app, and beside it the page that the command line drives.
    rolldownOptions: {
      input: ['index.html', 'scripts/headless/page/index.html'],
      // What the page begins with is one file: eighty small ones pack worse.
      output: { codeSplitting: { groups: [{ name: 'page', tags: ['$initial'], test: isNoBeginning }] } },
    },
  },
  optimizeDeps: { rolldownOptions: { plugins: [jsAruco()] } },
  server: { host: '127.0.0.1', headers: isolation },
  preview: { host: '127.0.0.1', headers: { ...isolation, 'Content-Security-Policy': contentSecurityPolicy } },
  // Under Vitest only: in a build this condition pulls in Svelte's server entry.
  ...(process.env['VITEST'] ? { resolve: { conditions: ['browser'] } } : {}),
  test: {
    projects: [
      // One after the other in the same process, which has read the modules already.
      { extends: true, test: { name: 'ahead', include: ahead, isolate: false } },
      {
        extends: true,
        test: {
          name: 'node',
          include: ['tests/**/*.test.ts'],
          exclude: [...notHere, ...ahead, ...apart],
          isolate: false,
        },
      },
      { extends: true, test: { name: 'apart', include: apart, exclude: notHere } },
    ],
    environment: 'node',
    setupFiles: ['tests/support/seed.ts', 'tests/support/texts.ts'],
    testTimeout: 60_000,
    // On two cores Vitest itself would leave one idle.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // Written as ES modules in packages that do not say so, which Node alone would not load.
    server: { deps: { inline: [/@tensorflow\/[^/]+\/dist\//] } },
  },
});
