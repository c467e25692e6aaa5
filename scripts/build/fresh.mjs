/** Keeps `node_modules` and `dist` in step with what they are made from. Plain Node: it runs before anything is installed. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));

const SOURCES = [
  'src',
  'workers',
  'models',
  'public',
  'index.html',
  'vite.config.ts',
  'svelte.config.js',
  'package.json',
  'package-lock.json',
  'scripts/build',
  'scripts/headless/page',
];

/** @returns Whether `npm ci` had to run. */
export function ensureInstalled() {
  const stamp = join(root, 'node_modules/.package-lock.json');
  if (existsSync(stamp) && modified(stamp) >= modified(join(root, 'package-lock.json'))) return false;
  say('Installing packages (once) …');
  execute(
    'npm',
    ['ci', '--no-audit', '--no-fund'],
    'The packages could not be installed. Is the npm registry reachable?',
  );
  return true;
}

/** In `dist`, written when everything else of a build is there: see `built-stamp.ts`. */
export const STAMP = '.built';

/** Whether all of the app in `folder` was built since its sources changed. */
export function isBuilt(folder) {
  const stamp = join(folder, 'dist', STAMP);
  return existsSync(stamp) && modified(stamp) >= Math.max(...SOURCES.map((path) => newest(join(folder, path))));
}

/** @returns Whether the app had to be built. */
export function ensureBuilt() {
  if (isBuilt(root)) return false;
  say('Building the app …');
  execute(
    'npx',
    ['vite', 'build', '--logLevel', 'warn'],
    'The app could not be built; what the builder said stands above.',
  );
  return true;
}

/** Progress goes to stderr: stdout belongs to results. */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

function execute(command, args, sorry) {
  const { status } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2] });
  if (status === 0) return;
  say(sorry);
  process.exit(1);
}

/** Time of the newest file below `path`, ms; 0 when there is none. */
function newest(path) {
  if (!existsSync(path)) return 0;
  if (!statSync(path).isDirectory()) return modified(path);
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
}

function modified(path) {
  return statSync(path).mtimeMs;
}
