import { defineConfig } from '@playwright/test';
import { CHROMIUM_FLAGS, findBrowser } from './scripts/build/browser.mjs';

/** The system's Chromium when there is one; otherwise the browser that Playwright installed. */
const executablePath = findBrowser();
/** Another one where two checkouts are tested side by side. */
const port = process.env['PORT'] ?? '4199';
const origin = `http://127.0.0.1:${port}`;
/** Stories are about what is seen, not about what is fastest: the same engine everywhere, and nothing is measured first. */
const engine = { runtime: 'tfjs', backend: 'wasm', batch: 1 };
const remembering = (all: object) => ({
  cookies: [],
  origins: [{ origin, localStorage: [{ name: 'openaisle-engines', value: JSON.stringify({ all }) }] }],
});
/** Two browsers have a core each: threads of two networks get in each other's way. */
const besideAnother = { storageState: remembering({ ...engine, threads: 1 }) };
const long = process.env['OPENAISLE_LONG'] === '1';
/** What is photographed for the documentation, instead of what is tested. */
const pictures = process.env['OPENAISLE_PICTURES'] === '1';
/** They are about how fast or when something is, or what was on the disk a second ago: in `npm test` nothing runs beside them. */
const alone = [
  '**/interrupted.spec.ts',
  '**/killed.spec.ts',
  '**/model-speed.spec.ts',
  '**/replay.spec.ts',
  '**/webcams-{covered,hidden,run,sharing}.spec.ts',
  ...(long ? ['**/*.long.spec.ts'] : []),
];

export default defineConfig({
  testDir: pictures ? 'tests/pictures' : 'tests/e2e',
  testMatch: pictures ? '**/*.picture.ts' : long ? '**/*.spec.ts' : '**/!(*.long).spec.ts',
  outputDir: 'test-results',
  // A story waits for one thread or another most of the time: two browsers fill two cores. What takes an hour is left in peace.
  workers: pictures || long ? 1 : 2,
  // `npm test` runs one project after the other.
  projects: pictures
    ? [{ name: 'pictures' }]
    : [
        { name: 'together', outputDir: 'test-results/together', testIgnore: alone, use: besideAnother },
        { name: 'alone', outputDir: 'test-results/alone', testMatch: alone, workers: 1 },
      ],
  timeout: long ? 600_000 : 180_000,
  // A machine that others use may starve a browser for seconds. `npm test` names every story that had to be told twice.
  retries: 1,
  forbidOnly: process.env['CI'] !== undefined,
  // The built app, as `npm start` serves it.
  webServer: {
    command: `npx vite preview --port ${port} --strictPort`,
    url: origin,
    reuseExistingServer: false,
  },
  use: {
    baseURL: origin,
    storageState: remembering(engine),
    headless: true,
    // What it fetches and stores would come between a story and what it is about. `offline.spec` and `release.spec` allow it.
    serviceWorkers: 'block',
    launchOptions: { args: CHROMIUM_FLAGS, ...(executablePath === null ? {} : { executablePath }) },
  },
});
