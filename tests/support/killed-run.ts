/** A run whose browser is killed at a moment, and what the next browser finds of it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, type Page, chromium, expect } from '@playwright/test';
import { CHROMIUM_FLAGS, findBrowser } from '../../scripts/build/browser.mjs';
import { dropFiles } from '../e2e/support.ts';

interface Killed {
  /** How far the page said the run was a second before it was killed, s of the session; whole per cents of it. */
  readonly said: number;
  /** How far the stored session goes, s. */
  readonly kept: number;
}

/** @param how - Closes the tab, or ends every process of the browser at once. @param after - ms since Run was pressed. */
export async function killedRun(
  origin: string,
  shop: string,
  how: 'tab' | 'browser',
  after: number,
  seconds: number,
): Promise<Killed> {
  const profile = await mkdtemp(join(tmpdir(), 'openaisle-kill-'));
  try {
    const first = await launch(profile);
    const page = await first.newPage();
    await page.goto(origin);
    await dropFiles(page, 'Open a recording', [shop]);
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await expect(page.getByTestId('progress')).toContainText(/ [1-9]\d? %/u);
    await page.waitForTimeout(after);
    const said = (await percent(page)) * seconds;
    await page.waitForTimeout(1000);
    await expect(page.getByTestId('session')).toHaveAttribute('data-phase', 'running');
    if (how === 'tab') await page.close({ runBeforeUnload: false });
    else await crash(first);
    await first.close().catch(() => undefined);

    const second = await launch(profile);
    const again = await second.newPage();
    await again.goto(origin);
    await again.getByRole('link', { name: 'Tiny shop, walk' }).click();
    await expect(again.getByTestId('session')).toHaveAttribute('data-phase', 'interrupted', { timeout: 30_000 });
    const notice = again.getByRole('status').filter({ hasText: 'This session was interrupted' });
    const kept = Number(/up to ([\d.]+) s/u.exec((await notice.textContent())!)![1]);
    await second.close();
    return { said, kept };
  } finally {
    await rm(profile, { recursive: true, force: true });
  }
}

/** `Browser.crash` ends the browser's main process on the spot, and its children with it. */
export async function crash(context: BrowserContext): Promise<void> {
  const gone = new Promise((resolve) => context.once('close', resolve));
  const session = await context.newCDPSession(context.pages()[0]!);
  void session.send('Browser.crash').catch(() => undefined);
  await gone;
}

async function percent(page: Page): Promise<number> {
  return Number(/(\d+) %/u.exec((await page.getByTestId('progress').textContent())!)![1]) / 100;
}

export function launch(profile: string): Promise<BrowserContext> {
  const executablePath = findBrowser();
  return chromium.launchPersistentContext(profile, {
    headless: true,
    args: CHROMIUM_FLAGS,
    ...(executablePath === null ? {} : { executablePath }),
  });
}
