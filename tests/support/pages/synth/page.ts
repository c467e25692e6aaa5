/** Simulated stores as the synth worker draws them, with handles for a test. */
import { closeCamera } from '#capture/cameras.ts';
import { arrivalTimes } from '#capture/session-clock.ts';
import { openClipEncoder } from '#capture/synthetic-store/clip-encoder.ts';
import { openSimulatedCamera } from '#capture/simulated-camera.ts';
import { drawingTime } from './drawing-time.ts';
import { LIVE_FPS, openWebcam } from '#capture/webcam.ts';
import { MICROS_PER_SECOND } from '#core/time/micros.ts';
import type { Ware } from '#core/simulation/moment.ts';
import { startSynthesizer } from '#workers/synth/client.ts';
import { hashBlob } from '#storage/sha256.ts';
import type { OpenStore, TrainingFrames } from '#workers/synth/protocol.ts';

type Things = TrainingFrames['frames'][number]['things'];

export interface SynthPage {
  /** What is on the frames of a random store. */
  film(seed: number, width: number, height: number, count: number): Promise<readonly Things[]>;
  open(text: string, seed: number): Promise<OpenStore>;
  /**
   * The first `count` frames that a camera of the open store gives as a webcam does: when each arrived, µs, and how bright it is
   * on average, 0 to 255.
   */
  watch(camera: string, count: number): Promise<readonly { time: number; light: number }[]>;
  /** Of cameras of the open store as they are live: when each frame is of, µs, and whether a recording shows that very picture then. */
  compare(cameras: readonly string[]): Promise<readonly { time: number; same: boolean }[]>;
  /** A second of what a camera of the open store sees at its beginning, as a webcam would be recorded: WebM as base64. */
  record(camera: string): Promise<string>;
  /** Of the picture of each product how many bytes it has and which, and how wide it is, px. */
  drawProducts(wares: readonly Ware[]): Promise<readonly { bytes: number; width: number; sha256: string }[]>;
  /**
   * Draws frames of a random store without encoding them and without their truth.
   *
   * @param exposures - Each frame is the mean of so many, every one of them of people who are posed anew.
   * @returns ms a frame.
   */
  draw(seed: number, width: number, height: number, count: number, exposures: number): Promise<number>;
  /** Frames with their boxes, side by side on the canvas of the page. @param across - Frames in a row. */
  sheet(seeds: readonly number[], across: number, width: number, height: number): Promise<void>;
}

const synthesizer = startSynthesizer();

const page: SynthPage = {
  film: async (seed, width, height, count) => {
    const { frames } = await synthesizer.film(seed, width, height, count);
    return frames.map(({ things }) => things);
  },
  open: (text, seed) => synthesizer.open(text, 'test.txt', seed),

  async watch(camera, count) {
    const arrival = arrivalTimes(performance.now(), () => performance.now());
    const seen: { time: number; light: number }[] = [];
    const stop = new AbortController();
    let closed = () => {};
    const over = new Promise<void>((resolve) => (closed = resolve));
    const stream = await openSimulatedCamera({ look: () => synthesizer.watch(camera, LIVE_FPS), closed });
    const track = stream.getVideoTracks()[0]!;
    for await (const frame of openWebcam({ camera, track, arrival }).frames(stop.signal)) {
      seen.push({ time: frame.timestamp, light: lightOf(frame) });
      frame.close();
      if (seen.length === count) stop.abort();
    }
    closeCamera(stream);
    await over;
    return seen;
  },

  async compare(cameras) {
    const live = await Promise.all(cameras.map((camera) => synthesizer.watch(camera, LIVE_FPS)));
    const compared: { time: number; same: boolean }[] = [];
    for (const [i, frame] of live.entries()) {
      const recorded = await synthesizer.look(cameras[i]!, frame.timestamp / MICROS_PER_SECOND);
      compared.push({ time: frame.timestamp, same: (await hashFrame(frame)) === (await hashFrame(recorded)) });
    }
    return compared;
  },

  async record(camera) {
    const frame = await synthesizer.look(camera, 0);
    const canvas = new OffscreenCanvas(frame.codedWidth, frame.codedHeight);
    canvas.getContext('2d')!.drawImage(frame, 0, 0);
    frame.close();
    // As many bits as a webcam's recording has.
    const encoder = await openClipEncoder(canvas.width, canvas.height, 60);
    for (let k = 0; k <= 10; k++) await encoder.add(canvas, k / 10);
    const bytes = new Uint8Array(await encoder.end());
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  },

  async drawProducts(wares) {
    const pictures = await synthesizer.drawProducts(wares, 256, 'catalogue');
    return Promise.all(
      pictures.map(async (picture) => {
        const { width } = await createImageBitmap(picture);
        return { bytes: picture.size, width, sha256: await hashBlob(picture) };
      }),
    );
  },

  draw: (seed, width, height, count, exposures) =>
    Promise.resolve(drawingTime(seed, { width, height }, count, exposures)),

  async sheet(seeds, across, width, height) {
    const canvas = document.querySelector<HTMLCanvasElement>('#sheet')!;
    canvas.width = across * width;
    canvas.height = Math.ceil(seeds.length / across) * height;
    const context = canvas.getContext('2d')!;
    for (const [i, seed] of seeds.entries()) {
      const count = 1 + (seed % 4);
      const { frames } = await synthesizer.film(seed, 640, 360, count);
      const { file, things } = frames.at(-1)!;
      context.save();
      context.translate((i % across) * width, Math.floor(i / across) * height);
      context.scale(width / 640, height / 360);
      context.drawImage(await createImageBitmap(new Blob([file])), 0, 0);
      context.lineWidth = 2;
      for (const { kind, box, visible } of things) {
        if (visible < 0.15) continue;
        context.strokeStyle = { person: '#36e07a', hand: '#ffd83a', product: '#ff4d5e' }[kind];
        context.strokeRect(box.x0, box.y0, box.x1 - box.x0, box.y1 - box.y0);
      }
      context.restore();
    }
  },
};

async function hashFrame(frame: VideoFrame): Promise<string> {
  const pixels = new Uint8Array(frame.allocationSize());
  await frame.copyTo(pixels);
  frame.close();
  return hashBlob(new Blob([pixels]));
}

function lightOf(frame: VideoFrame): number {
  const canvas = new OffscreenCanvas(16, 9);
  const context = canvas.getContext('2d')!;
  context.drawImage(frame, 0, 0, 16, 9);
  const { data } = context.getImageData(0, 0, 16, 9);
  return data.reduce((sum, value) => sum + value, 0) / data.length;
}

Object.assign(window, { page });
