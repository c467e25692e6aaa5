import type { Download, Locator, Page } from 'playwright-core';
import { WorkbenchError } from '#core/errors/workbench-error.ts';

/**
 * Looks out for an alert for as long as the page lives, and not only for as long as the work takes: what is done in turns is
 * one work, or the page is asked more and more often.
 *
 * @throws WorkbenchError `cli/run-failed` with what the page says, when it complains before `work` is done.
 */
export async function orAlert<T>(page: Page, work: Promise<T>): Promise<T> {
  const alert = page.getByRole('alert').first();
  const failure = alert.waitFor({ state: 'visible', timeout: 0 }).then(async () => {
    await alert.locator('details').evaluate((details: HTMLDetailsElement) => (details.open = true));
    throw new WorkbenchError('cli/run-failed', (await alert.innerText()).replace(/\s+/gu, ' ').trim());
  });
  failure.catch(() => undefined); // the page may be gone before any alert came
  return Promise.race([work, failure]);
}

/** Software graphics take minutes to make a network ready, and seconds to draw a page, ms. */
const PATIENCE = 900_000;

/** Waits for the button to be usable; an alert that comes first is the failure. */
export async function press(page: Page, name: string): Promise<void> {
  await orAlert(page, page.getByRole('button', { name, exact: true }).click({ timeout: PATIENCE }));
}

/** Presses a button that saves a file, however long that takes to be ready. */
export async function pressForDownload(page: Page, name: string): Promise<Download> {
  const download = orAlert(page, page.waitForEvent('download', { timeout: PATIENCE }));
  download.catch(() => undefined); // the press may fail for the same reason
  await press(page, name);
  return download;
}

/** Tells stderr how far something long is, whenever that has changed. */
export function progressTeller(progress: Locator): () => Promise<void> {
  let told = '';
  return async () => {
    // It goes away when all is done: whoever asked for the text of one would wait for another.
    const line = (await progress.allTextContents()).join(' ').trim();
    if (line !== told && line !== '') process.stderr.write(`${line}\n`);
    told = line;
  };
}
