/** A live run as a person goes through it, and what can be seen of it. */
import { type Page, expect } from '@playwright/test';

/** @param origin - Of a browser that does not know where the page is. */
export async function chooseCameras(page: Page, count: number, origin = ''): Promise<void> {
  await page.goto(`${origin}/#/webcams`);
  const ask = page.getByRole('button', { name: 'Allow cameras' });
  const boxes = page.getByRole('checkbox', { name: /^Use / });
  await expect(ask.or(boxes.first())).toBeVisible();
  if (await ask.isVisible()) await ask.click();
  await expect(boxes).toHaveCount(count);
  for (let index = 0; index < count; index++) await boxes.nth(index).check();
  await expect(page.locator('[data-testid="camera-choice"][data-state="on"]')).toHaveCount(count, { timeout: 30_000 });
}

export async function start(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await expect(page.getByTestId('session')).toHaveAttribute('data-phase', 'running', { timeout: 60_000 });
  // Written down: something was looked at.
  const written = await journalChunks(page);
  await expect.poll(() => journalChunks(page), { timeout: 60_000 }).toBeGreaterThan(written + 1);
}

export async function stop(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(page.getByTestId('session')).toHaveAttribute('data-phase', 'finished', { timeout: 60_000 });
}

/** Cameras whose canvas is not black. */
export async function picturesShown(page: Page): Promise<number> {
  return page.locator('[data-testid="session"] figure canvas').evaluateAll(
    (all) =>
      all.filter((canvas) => {
        const { width, height } = canvas as HTMLCanvasElement;
        if (width === 0 || height === 0) return false;
        const context = (canvas as HTMLCanvasElement).getContext('2d')!;
        return context.getImageData(0, 0, width, height).data.some((value, index) => index % 4 !== 3 && value > 40);
      }).length,
  );
}

export async function journalChunks(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const request = indexedDB.open('openaisle-journal');
        request.onsuccess = () => {
          const count = request.result.transaction('chunks').objectStore('chunks').count();
          count.onsuccess = () => {
            request.result.close();
            resolve(count.result);
          };
        };
      }),
  );
}
