import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

/** The system's Chromium when there is one; otherwise the browser that Playwright installed. */
const system = [
  process.env['CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => path !== undefined && existsSync(path));
const long = process.env['OPENAISLE_LONG'] === '1';

export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: long ? '**/*.spec.ts' : '**/!(*.long).spec.ts',
  outputDir: 'test-results',
  // Two cores: one browser at a time, so that a slow test is slow for its own reasons.
  workers: 1,
  timeout: long ? 600_000 : 180_000,
  forbidOnly: process.env['CI'] !== undefined,
  // The built app, as `npm start` serves it.
  webServer: {
    command: 'npx vite preview --port 4199 --strictPort',
    url: 'http://127.0.0.1:4199',
    reuseExistingServer: false,
  },
  use: {
    baseURL: 'http://127.0.0.1:4199',
    headless: true,
    launchOptions: {
      ...(system === undefined ? {} : { executablePath: system }),
      args: [
        '--no-sandbox',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
        '--disable-default-apps',
        '--disable-quic',
      ],
    },
  },
});
