/** What lies on the disk of a page: recorded clips, and what their pixels are. */
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import type * as Mediabunny from 'mediabunny';

const reader = fileURLToPath(
  import.meta.resolve('mediabunny').replace(/\/dist\/.*$/u, '/dist/bundles/mediabunny.min.mjs'),
);

/** SHA-256 of the kept clips, newest first. */
export async function storedClips(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle('openaisle-media');
    const files: File[] = [];
    for await (const name of folder.keys()) files.push(await (await folder.getFileHandle(name)).getFile());
    return files.toSorted((a, b) => b.lastModified - a.lastModified).map(({ name }) => name);
  });
}

/** Red, green and blue of one pixel of a kept clip’s frame after one second, in `[0, 255]`. */
export async function decodedPixel(page: Page, sha256: string, x: number, y: number): Promise<readonly number[]> {
  await page.route('**/test-reader.mjs', (route) => route.fulfill({ path: reader, contentType: 'text/javascript' }));
  return page.evaluate(
    async ([name, px, py]) => {
      const at = '/test-reader.mjs';
      const { ALL_FORMATS, BlobSource, CanvasSink, Input } = (await import(at)) as typeof Mediabunny;
      const root = await navigator.storage.getDirectory();
      const folder = await root.getDirectoryHandle('openaisle-media');
      const source = new BlobSource(await (await folder.getFileHandle(name)).getFile());
      const input = new Input({ formats: ALL_FORMATS, source });
      const track = await input.getPrimaryVideoTrack();
      const picture = await new CanvasSink(track!).getCanvas(1);
      const context = picture!.canvas.getContext('2d') as CanvasRenderingContext2D;
      return [...context.getImageData(px, py, 1, 1).data.slice(0, 3)];
    },
    [sha256, x, y] as const,
  );
}
