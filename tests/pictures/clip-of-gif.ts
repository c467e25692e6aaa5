import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import type * as Mediabunny from 'mediabunny';

const writer = fileURLToPath(
  import.meta.resolve('mediabunny').replace(/\/dist\/.*$/u, '/dist/bundles/mediabunny.min.mjs'),
);

export interface GifClip {
  /** WebM, VP9. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** s */
  readonly seconds: number;
}

/** A few seconds of animation, played forth and back often enough to be a clip. @param page - On the app's own origin. */
export async function clipOfGif(page: Page, path: string, passes: number): Promise<GifClip> {
  const gif = (await readFile(path)).toString('base64');
  await page.route('**/test-writer.mjs', (route) => route.fulfill({ path: writer, contentType: 'text/javascript' }));
  const { base64, seconds } = await page.evaluate(
    async ([data, count]) => {
      const at = '/test-writer.mjs';
      const { BufferTarget, CanvasSource, Output, Quality, WebMOutputFormat } = (await import(at)) as typeof Mediabunny;
      const bytes = Uint8Array.from(atob(data), (char) => char.charCodeAt(0));
      const decoder = new ImageDecoder({ type: 'image/gif', data: bytes });
      await decoder.tracks.ready;
      const frames = decoder.tracks.selectedTrack!.frameCount;
      const canvas = new OffscreenCanvas(1, 1);
      const context = canvas.getContext('2d')!;
      const output = new Output({ format: new WebMOutputFormat(), target: new BufferTarget() });
      const source = new CanvasSource(canvas, { codec: 'vp9', quality: new Quality({ bitrate: 1_500_000 }) });
      output.addVideoTrack(source);
      const FPS = 15;
      let written = 0;
      for (let pass = 0; pass < count; pass++) {
        for (let i = 0; i < frames; i++) {
          const { image } = await decoder.decode({ frameIndex: pass % 2 === 0 ? i : frames - 1 - i });
          if (written === 0) {
            Object.assign(canvas, { width: image.displayWidth, height: image.displayHeight });
            await output.start();
          }
          context.drawImage(image, 0, 0);
          image.close();
          await source.add(written / FPS, 1 / FPS);
          written++;
        }
      }
      await output.finalize();
      const file = new Uint8Array(output.target.buffer!);
      let text = '';
      for (const byte of file) text += String.fromCharCode(byte);
      return { base64: btoa(text), seconds: written / FPS };
    },
    [gif, passes] as const,
  );
  return { bytes: Uint8Array.from(Buffer.from(base64, 'base64')), seconds };
}
