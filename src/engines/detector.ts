/** Steps 3 to 5 of the way of a frame behind one port: frames in, detections out, whatever computes them. */
import type { Detection } from '#core/detection/detection.ts';
import type { Size } from '#core/detection/letterbox.ts';
import type { Polygon } from '#core/detection/masks.ts';

export interface FrameToLookAt {
  readonly frame: VideoFrame;
  /** Painted over before anything looks, px of the frame as shown. */
  readonly masks: readonly Polygon[];
}

export interface Look {
  /** Of every class, in px of the frame as shown, highest score first. */
  readonly detections: readonly Detection[];
  /** The network gave values that are no numbers (NaN): what it said with them is left out. */
  readonly notNumbers: boolean;
  /** What each step took. Steps that were shared by several frames are split evenly among them. */
  readonly milliseconds: {
    readonly copy: number;
    readonly tensor: number;
    readonly model: number;
    readonly decode: number;
  };
}

export interface Detector extends Disposable {
  /** Frames that go through the network at once. */
  readonly batch: number;
  /**
   * Looks at up to `batch` frames. Each is closed, as soon as its pixels are taken, whatever happens. Calls must not
   * overlap.
   *
   * @param input - What the network is given, px: the size it was made for, or another of those its card allows.
   * @returns One look for each frame, in their order.
   */
  look(frames: readonly FrameToLookAt[], input?: Size): Promise<readonly Look[]>;
}
