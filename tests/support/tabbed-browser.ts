/** A browser whose tabs are hidden behind each other as a person's are: Playwright's own pretends that all are seen. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium } from '@playwright/test';
import { CHROMIUM_FLAGS, findBrowser } from '../../scripts/build/browser.mjs';

export interface TabbedBrowser extends AsyncDisposable {
  readonly context: BrowserContext;
}

/** @param flags - Besides those of every test. */
export async function openTabbedBrowser(flags: readonly string[]): Promise<TabbedBrowser> {
  const profile = await mkdtemp(join(tmpdir(), 'openaisle-tabs-'));
  const program = findBrowser() ?? chromium.executablePath();
  const own = ['--headless=new', '--remote-debugging-port=0', `--user-data-dir=${profile}`];
  const browser = spawn(program, [...CHROMIUM_FLAGS, ...own, ...flags, 'about:blank'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = new Promise((resolve) => browser.once('exit', resolve));
  const address = await new Promise<string>((resolve, reject) => {
    let said = '';
    browser.stderr.on('data', (bytes: Buffer) => {
      said += bytes.toString();
      const found = /DevTools listening on (ws:\S+)/u.exec(said);
      if (found !== null) resolve(found[1]!);
    });
    void ended.then(() => reject(new Error(`the browser did not start: ${said}`)));
  });
  const connection = await chromium.connectOverCDP(address, { noDefaults: true });
  return {
    context: connection.contexts()[0]!,
    [Symbol.asyncDispose]: async () => {
      await connection.close();
      browser.kill();
      await ended;
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
