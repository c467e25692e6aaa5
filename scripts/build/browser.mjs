/** Finds a Chromium for the browser tests and the headless runs: the system's, else Debian's package, else Playwright's. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { root, say } from './fresh.mjs';

/** As root in a container, and without a word to anybody. */
export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-default-apps',
  '--disable-quic',
];

/** @returns The path of an installed Chromium, or `null` when only Playwright's own can be there. */
export function findBrowser() {
  const places = [process.env['CHROMIUM'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
  return places.find((path) => path !== undefined && existsSync(path)) ?? null;
}

export function ensureBrowser() {
  if (findBrowser() !== null) return;
  if (existsSync('/usr/bin/apt-get') && process.getuid?.() === 0) {
    say('Installing Chromium from Debian’s packages (once) …');
    quietly('apt-get', ['update', '-qq']);
    quietly('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium']);
    if (findBrowser() !== null) return;
  }
  say('Installing Playwright’s Chromium (once) …');
  quietly('npx', ['playwright', 'install', 'chromium']);
}

function quietly(command, args) {
  spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
}
