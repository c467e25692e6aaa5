/**
 * `npm test`: everything that has to hold, with a browser installed if there is none. Its last line is
 * `N passed, N failed`: tests as the runners report them, and one for each of the static checks.
 *
 * `npm run test:long` also runs what is too slow for every change (`*.long.test.ts`, `*.long.spec.ts`).
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBrowser } from './build/browser.mjs';
import { ensureBuilt, ensureInstalled, root, say } from './build/fresh.mjs';

const long = process.argv.includes('--long');
const reports = join(root, '.cache/reports');
let passed = 0;
let failed = 0;
let complete = false;

rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });
// However it ends: what could not be installed or built has failed.
process.on('exit', () => {
  if (!complete) failed++;
  const summary = `${passed} passed, ${failed} failed`;
  writeFileSync(join(reports, 'summary.txt'), `${summary}\n`);
  process.stdout.write(`\n${summary}\n`);
  process.exitCode = failed === 0 ? 0 : 1;
});
ensureInstalled();
ensureBrowser();

run('npm', ['run', '--silent', 'messages']);
// Each keeps one core busy, and there are two. ESLint takes longest: the app is built and the tests begin beside it.
const linted = checkAll(['lint']);
await checkAll(['types', 'deps', 'unused', 'format']);
ensureBuilt();

say('\n— unit and journey tests');
const unit = join(reports, 'vitest.json');
const unitStatus = await start('npx', [
  'vitest',
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${unit}`,
]);
await linted;
count(unit, unitStatus, (report) => ({ passed: report.numPassedTests, failed: report.numFailedTests }));

for (const project of ['together', 'alone']) {
  say(`\n— browser tests, ${project}`);
  const browser = join(reports, `playwright-${project}.json`);
  const browserStatus = run('npx', ['playwright', 'test', `--project=${project}`, '--reporter=list,json'], {
    PLAYWRIGHT_JSON_OUTPUT_FILE: browser,
  });
  count(browser, browserStatus, ({ stats, suites }) => {
    for (const story of suites.flatMap(toldTwice)) say(`passed only when told again: ${story}`);
    return { passed: stats.expected + stats.flaky, failed: stats.unexpected };
  });
}

complete = true;

/** One after the other; what each says comes in one piece. */
async function checkAll(names) {
  for (const name of names) {
    const check = spawn('npm', ['run', '--silent', name], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [check.stdout, check.stderr]) stream.on('data', (piece) => (said += piece));
    const [status] = await once(check, 'close');
    say(`\n— ${name}`);
    process.stdout.write(said);
    if (status === 0) passed++;
    else failed++;
  }
}

/** As `run`, and meanwhile others go on. */
async function start(command, args) {
  const env = { ...process.env, ...(long ? { OPENAISLE_LONG: '1' } : {}) };
  const [status] = await once(
    spawn(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env }),
    'close',
  );
  return status;
}

function run(command, args, env = {}) {
  return spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env, ...(long ? { OPENAISLE_LONG: '1' } : {}) },
  }).status;
}

/** The stories of a Playwright suite that failed first and passed then. */
function toldTwice({ file, suites = [], specs = [] }) {
  const unsteady = specs.filter(({ tests }) => tests.some(({ status }) => status === 'flaky'));
  return [...unsteady.map(({ title }) => `${file}: ${title}`), ...suites.flatMap(toldTwice)];
}

/** A runner that stopped without a report, or failed without a failed test, counts as one failure. */
function count(file, status, read) {
  const counted = existsSync(file) ? read(JSON.parse(readFileSync(file, 'utf8'))) : { passed: 0, failed: 0 };
  passed += counted.passed;
  failed += counted.failed === 0 && status !== 0 ? 1 : counted.failed;
}
