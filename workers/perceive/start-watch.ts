/** The cameras of a live run, in the worker: fetched with the first of them, for recordings do without. */
import type { Size } from '#core/detection/letterbox.ts';
import { micros } from '#core/time/micros.ts';
import { type Lens, LiveWatch } from '#engines/scheduling/live-watch.ts';
import { createLumaReader } from '#engines/scheduling/read-luma.ts';
import type { SizedDetector } from '#engines/sized-detector.ts';
import { nullWhenLost } from '#workers/perceive/null-when-lost.ts';
import type { LiveOptions } from '#workers/perceive/protocol.ts';

type InTurn = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * @param model - Whatever is loaded at the moment.
 * @param inTurn - Waits until the network is free.
 */
export function startWatch(
  { cameras, period, began }: LiveOptions,
  model: () => SizedDetector,
  inTurn: InTurn,
): LiveWatch<VideoFrame> {
  const masks = new Map(cameras.map((each) => [each.camera, each.masks]));
  const breath = new MessageChannel();
  return new LiveWatch(
    { cameras: new Map(cameras.map(({ camera, priority }) => [camera, { priority, tracks: false }])), period },
    {
      now: () => micros(Math.round(1000 * (performance.timeOrigin + performance.now() - began))),
      luma: createLumaReader(masks),
      lenses: () => model().sizes.map((size) => lens(size, masks, model, inTurn)),
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
  model: () => SizedDetector,
  inTurn: InTurn,
): Lens<VideoFrame> {
  const { width, height } = size;
  return {
    input: { width, height },
    batch: model().native.detector.batch,
    look: (frames) =>
      inTurn(async () => {
        const { person } = model().native.card;
        const detector = await model()
          .at(size)
          .catch((error: unknown) => {
            for (const { frame } of frames) frame.close();
            throw error;
          });
        const looks = await detector
          .look(frames.map(({ camera, frame }) => ({ frame, masks: masks.get(camera) ?? [] })))
          .catch(nullWhenLost);
        return looks === null
          ? null
          : looks.map(({ detections, ...more }) => ({
              ...more,
              detections: detections.filter(({ classId }) => classId === person),
            }));
      }),
  };
}
