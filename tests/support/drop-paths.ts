/** Files and folders of the disk, dropped as a person drops them: the page gets them from the browser, byte by byte only as it reads. */
import type { Page } from 'playwright-core';

/** @param zone - What the region is called that takes them. @param paths - Absolute. */
export async function dropPaths(page: Page, zone: string, paths: readonly string[]): Promise<void> {
  const { x, y, width, height } = (await page.getByRole('region', { name: zone }).boundingBox())!;
  const data = { items: [], files: [...paths], dragOperationsMask: 1 };
  const cdp = await page.context().newCDPSession(page);
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await cdp.send('Input.dispatchDragEvent', { type, x: x + width / 2, y: y + height / 2, data });
  }
  await cdp.detach();
}
