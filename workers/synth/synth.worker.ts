import { transfer } from 'comlink';
import { type ClipEncoder, openClipEncoder } from '#capture/synthetic-store/clip-encoder.ts';
import { StagedSimulation } from '#capture/synthetic-store/staged-simulation.ts';
import { openRenderer } from '#capture/synthetic-store/open-renderer.ts';
import { filmRandomStore } from '#capture/synthetic-store/training-frames.ts';
import { CATALOGUE_VIEW, productPictures, randomView } from '#capture/synthetic-store/wares/product-pictures.ts';
import { assert } from '#core/errors/assert.ts';
import { MICROS_PER_SECOND } from '#core/time/micros.ts';
import type { SynthApi } from '#workers/synth/protocol.ts';
import { serve } from '#workers/transport/serve.ts';

const canvas = new OffscreenCanvas(640, 360);
let renderer: ReturnType<typeof openRenderer> | undefined;
const theRenderer = () => (renderer ??= openRenderer(canvas));

let open: StagedSimulation | undefined;
/** When it was, and when each of its cameras is due next, ms. */
let opened = 0;
const due = new Map<string, number>();
let clips: { readonly fps: number; readonly encoders: ReadonlyMap<string, ClipEncoder>; frame: number } | undefined;

const api: SynthApi = {
  async film(seed, width, height, count) {
    const began = performance.now();
    const { wares, frames } = await filmRandomStore(seed, { width, height }, count, canvas, theRenderer());
    return transfer(
      { wares, frames, milliseconds: performance.now() - began },
      frames.map(({ file }) => file),
    );
  },

  async open(text, file, seed) {
    open?.[Symbol.dispose]();
    open = undefined;
    open = new StagedSimulation(text, file, seed, canvas, theRenderer());
    opened = performance.now();
    due.clear();
    return { cameras: open.cameras.map(({ id }) => id), duration: open.duration };
  },

  async look(camera, time) {
    assert(open, 'look() is called after open()');
    open.film(camera, time);
    const frame = new VideoFrame(canvas, { timestamp: Math.round(time * MICROS_PER_SECOND), alpha: 'discard' });
    return transfer(frame, [frame]);
  },

  async watch(camera, fps) {
    assert(open, 'watch() is called after open()');
    const store = open;
    // Here, because browsers let timers of a hidden page run once a second.
    const early = (due.get(camera) ?? 0) - performance.now();
    if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
    const now = performance.now();
    due.set(camera, now + 1000 / fps);
    const timestamp = Math.round(1000 * (now - opened));
    store.film(camera, (timestamp / MICROS_PER_SECOND) % store.duration);
    const frame = new VideoFrame(canvas, { timestamp, alpha: 'discard' });
    return transfer(frame, [frame]);
  },

  async startClips(fps) {
    assert(open, 'startClips() is called after open()');
    const encoders = new Map<string, ClipEncoder>();
    for (const { id, model } of open.cameras) encoders.set(id, await openClipEncoder(model.width, model.height, fps));
    clips = { fps, encoders, frame: 0 };
  },

  async filmOn(seconds) {
    assert(open && clips, 'filmOn() is called after startClips()');
    const last = Math.floor(open.duration * clips.fps);
    const until = performance.now() + 1000 * seconds;
    while (clips.frame <= last && performance.now() < until) {
      const time = clips.frame / clips.fps;
      for (const [camera, encoder] of clips.encoders) {
        open.film(camera, time);
        await encoder.add(canvas, time);
      }
      clips.frame++;
    }
    return clips.frame / (last + 1);
  },

  async endClips() {
    assert(clips, 'endClips() is called after startClips()');
    const files = await Promise.all(
      [...clips.encoders].map(async ([camera, encoder]) => ({ camera, file: await encoder.end() })),
    );
    clips = undefined;
    return transfer(
      files,
      files.map(({ file }) => file),
    );
  },

  drawProducts: (wares, size, views) => {
    const all = views === 'catalogue' ? [CATALOGUE_VIEW] : views.map(randomView);
    return productPictures(wares, size, all, canvas, theRenderer());
  },
};

serve(api);
