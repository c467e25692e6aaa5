/** The cameras of a live run, in the worker: fetched with the first of them, for recordings do without. */
import type { Size } from '#core/detection/letterbox.ts';
import { micros } from '#core/time/micros.ts';
import type { OpenDetector } from '#engines/open-detector.ts';
import { type Lens, LiveWatch } from '#engines/scheduling/live-watch.ts';
import { createLumaReader } from '#engines/scheduling/read-luma.ts';
import { nullWhenLost } from '#workers/perceive/null-when-lost.ts';
import type { LiveOptions } from '#workers/perceive/protocol.ts';

type InTurn = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * @param model - Whatever is loaded at the moment.
 * @param inTurn - Waits until the network is free.
 */
export function startWatch(
  { cameras, period, began }: LiveOptions,
  model: () => OpenDetector,
  inTurn: InTurn,
): LiveWatch<VideoFrame> {
  const masks = new Map(cameras.map((each) => [each.camera, each.masks]));
  const breath = new MessageChannel();
  return new LiveWatch(
    { cameras: new Map(cameras.map(({ camera, priority }) => [camera, { priority, tracks: false }])), period },
    {
      now: () => micros(Math.round(1000 * (performance.timeOrigin + performance.now() - began))),
      luma: createLumaReader(masks),
      lenses: () => {
        const { card, engine } = model();
        // onnxruntime-web would open a session more on its device for each.
        const others = engine.runtime === 'ort' && engine.backend === 'webgpu' ? [] : (card.sizes ?? []);
        return [card.input, ...others].map((size) => lens(size, masks, model, inTurn));
      },
      // A timer would wait 4 ms; frames that were sent while the network computed arrive before this does.
      breathe: () =>
        new Promise((resolve) => {
          breath.port1.onmessage = () => resolve();
          breath.port2.postMessage(null);
        }),
    },
  );
}

/** The current model, at one of the sizes it comes at. */
function lens(
  size: Size,
  masks: ReadonlyMap<string, LiveOptions['cameras'][number]['masks']>,
  model: () => OpenDetector,
  inTurn: InTurn,
): Lens<VideoFrame> {
  const { width, height } = size;
  return {
    input: { width, height },
    batch: model().detector.batch,
    look: (frames) =>
      inTurn(async () => {
        const { card, detector } = model();
        const looks = await detector
          .look(
            frames.map(({ camera, frame }) => ({ frame, masks: masks.get(camera) ?? [] })),
            size,
          )
          .catch(nullWhenLost);
        return looks === null
          ? null
          : looks.map(({ detections, ...more }) => ({
              ...more,
              detections: detections.filter(({ classId }) => classId === card.person),
            }));
      }),
  };
}
