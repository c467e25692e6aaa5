/** A camera of a simulated store: the twin of a webcam, that shows what happens there as time goes by. */
import type { FrameSource } from '#capture/frame-source.ts';
import { MICROS_PER_SECOND, type Micros } from '#core/time/micros.ts';

export interface SimulatedCameraOptions {
  readonly camera: string;
  /** Draws what the camera sees, s from the beginning of the simulation. */
  readonly look: (camera: string, time: number) => Promise<VideoFrame>;
  /** Says of a frame that arrives now what time of the session it is, see `arrivalTimes`. */
  readonly arrival: () => Micros;
  /** s; the frames end there. */
  readonly duration: number;
}

/** As many frames as can be drawn: the next one is begun when who receives them asks for it. */
export function openSimulatedCamera({ camera, look, arrival, duration }: SimulatedCameraOptions): FrameSource {
  return {
    camera,
    async *frames(signal) {
      for (;;) {
        const timestamp = arrival();
        if (signal.aborted || timestamp > duration * MICROS_PER_SECOND) return;
        const drawn = await look(camera, timestamp / MICROS_PER_SECOND);
        const timed = new VideoFrame(drawn, { timestamp });
        drawn.close();
        if (signal.aborted) {
          timed.close();
          return;
        }
        yield timed;
      }
    },
  };
}
