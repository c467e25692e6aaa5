/** Clips whose every frame says its number, so that a test can read from the page which frame it shows. */
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import type * as Mediabunny from 'mediabunny';

const library = fileURLToPath(
  import.meta.resolve('mediabunny').replace(/\/dist\/.*$/u, '/dist/bundles/mediabunny.min.mjs'),
);

/** White blocks at the foot of a black frame: the first always, then the number in binary, lowest first. */
const BITS = 9;

export interface CodedClip {
  readonly camera: string;
  /** When its first frame is, µs of the session. */
  readonly offset: number;
  readonly fps: number;
  readonly frames: number;
}

/** Of a frame, µs of the session: what a WebM file says of it, whole ms. */
export const timeOf = ({ offset, fps }: CodedClip, frame: number): number =>
  offset + Math.round((frame * 1000) / fps) * 1000;

/** Encodes a clip in the page, with a key frame every three seconds. */
export async function encodeClip(page: Page, { fps, frames }: CodedClip): Promise<Blob> {
  await page.route('**/test-mediabunny.mjs', (route) =>
    route.fulfill({ path: library, contentType: 'text/javascript' }),
  );
  const base64 = await page.evaluate(
    async ([rate, count, bits]) => {
      const at = '/test-mediabunny.mjs';
      const { BufferTarget, CanvasSource, Output, WebMOutputFormat, Quality } = (await import(at)) as typeof Mediabunny;
      const canvas = new OffscreenCanvas(640, 360);
      const context = canvas.getContext('2d')!;
      const target = new BufferTarget();
      const output = new Output({ format: new WebMOutputFormat(), target });
      const quality = new Quality({ bitrate: 1_000_000 });
      const source = new CanvasSource(canvas, { codec: 'vp8', quality, keyFrameInterval: 3 });
      output.addVideoTrack(source, { frameRate: rate });
      await output.start();
      for (let frame = 0; frame < count; frame++) {
        context.fillStyle = '#000000';
        context.fillRect(0, 0, 640, 360);
        context.fillStyle = '#ffffff';
        for (let bit = 0; bit <= bits; bit++) {
          if (bit === 0 || (frame >> (bit - 1)) & 1) context.fillRect(bit * 64, 320, 64, 40);
        }
        await source.add(Math.round((frame * 1000) / rate) / 1000, 1 / rate);
      }
      await output.finalize();
      return btoa(Array.from(new Uint8Array(target.buffer!), (byte) => String.fromCharCode(byte)).join(''));
    },
    [fps, frames, BITS] as const,
  );
  return new Blob([Buffer.from(base64, 'base64')], { type: 'video/webm' });
}

export interface ShownPicture {
  /** `null` when no picture is shown. */
  readonly frame: number | null;
  /** Left edge of the leftmost box, px of the camera; `null` when there is none. */
  readonly box: number | null;
}

/** What the page shows at one moment. */
export interface Shown {
  /** ms, of a clock that goes on. */
  readonly now: number;
  /** s, in whole tenths. */
  readonly playhead: number;
  /** In the order of the cameras. */
  readonly pictures: readonly ShownPicture[];
}

/** Looks at the page `count` times, every `every` ms. */
export async function lookAt(page: Page, count = 1, every = 0): Promise<readonly Shown[]> {
  return page.evaluate(
    async ([times, pause, bits]) => {
      const read = (canvas: HTMLCanvasElement) => {
        const { width, height } = canvas;
        if (width === 0 || height === 0) return { frame: null, box: null };
        const context = canvas.getContext('2d')!;
        const band = (from: number, to: number) => {
          const [top, foot] = [Math.round((from / 360) * height), Math.round((to / 360) * height)];
          return context.getImageData(0, top, width, foot - top).data;
        };
        const foot = band(340, 341.5);
        const isWhite = (bit: number) => foot[4 * Math.round(((bit * 64 + 32) / 640) * width)]! > 128;
        if (!isWhite(0)) return { frame: null, box: null };
        let frame = 0;
        for (let bit = 1; bit <= bits; bit++) if (isWhite(bit)) frame |= 1 << (bit - 1);
        // Higher than a gap in the line of somebody nobody knows.
        const middle = band(170, 190);
        let left = Infinity;
        for (let i = 0; i < middle.length; i += 4) {
          if (Math.max(middle[i]!, middle[i + 1]!, middle[i + 2]!) > 100) left = Math.min(left, (i / 4) % width);
        }
        return { frame, box: left === Infinity ? null : ((left + 1) / width) * 640 };
      };
      const shown = [];
      for (let i = 0; i < times; i++) {
        const canvases = [...document.querySelectorAll<HTMLCanvasElement>('[data-testid="session"] figure canvas')];
        const text = document.querySelector('[role="toolbar"] output')!.textContent;
        const [minutes, seconds] = text.split('/')[0]!.trim().split(':').map(Number);
        shown.push({ now: performance.now(), playhead: 60 * minutes! + seconds!, pictures: canvases.map(read) });
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
      return shown;
    },
    [count, every, BITS] as const,
  );
}
