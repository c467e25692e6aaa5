import { type Page, expect } from '@playwright/test';

/** Everything the page is not allowed to do while a story is told. */
export function watchManners(page: Page, origin: string): { readonly offences: string[] } {
  const offences: string[] = [];
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (!['blob:', 'data:'].includes(url.protocol) && url.origin !== origin) offences.push(`asked ${url.href}`);
  });
  page.on('pageerror', (error) => offences.push(`broke: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') offences.push(`complained: ${message.text()}`);
  });
  return { offences };
}

/** Gives files to the drop zone the way a person does: dragged over it and let go. They stay on the disk. */
export async function dropFiles(page: Page, zone: string, paths: readonly string[]): Promise<void> {
  const field = await page.evaluateHandle(() => {
    const input = Object.assign(document.createElement('input'), { type: 'file', multiple: true, hidden: true });
    return document.body.appendChild(input);
  });
  await field.setInputFiles([...paths]);
  const transfer = await field.evaluateHandle((input) => {
    const data = new DataTransfer();
    for (const file of input.files!) data.items.add(file);
    input.remove();
    return data;
  });
  const target = page.getByRole('region', { name: zone });
  await target.dispatchEvent('dragover', { dataTransfer: transfer });
  await target.dispatchEvent('drop', { dataTransfer: transfer });
}

/** Drops a detector and waits until it is kept, under its own name or the one it has in the catalogue. */
export async function dropDetector(page: Page, path: string): Promise<void> {
  await dropFiles(page, 'Open a recording', [path]);
  await expect(page.getByText('is on this device and will be used from now on').last()).toBeVisible({
    timeout: 60_000,
  });
}

/** Presses Run and waits for the end, however long the recording is. */
export async function runToTheEnd(page: Page, timeout: number): Promise<void> {
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByTestId('session')).toHaveAttribute('data-phase', 'finished', { timeout });
}

/** The receipt's lines as a person reads them, wherever the playhead is and however sure they are. */
export async function receiptLines(page: Page): Promise<string[]> {
  const lines = await page.getByTestId('receipt').getByRole('listitem').allInnerTexts();
  const said = lines.map((line) => line.replace(/\s+/gu, ' ').trim());
  return said.map((line) => line.replace(/(?: at \d+:\d\d)?(?: Check)?(?= \D?\d+[.]\d\d\b)/u, '')).toSorted();
}

/** Presses Tab until what is called `name` has the focus; begins when it is there. */
export async function tabTo(page: Page, name: string): Promise<void> {
  const [button, link, field, summary] = [
    page.getByRole('button', { name, exact: true }),
    page.getByRole('link', { name, exact: true }),
    page.getByLabel(name, { exact: true }),
    page.locator('summary', { hasText: name }),
  ];
  await expect(button.or(link).or(field).or(summary).first()).toBeVisible();
  for (let presses = 0; presses < 120; presses++) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : element?.textContent;
      return (element?.getAttribute('aria-label') ?? label ?? '').trim();
    });
    if (focused === name) return;
  }
  throw new Error(`Tab never comes to “${name}”`);
}
