/** A live camera: the twin of a clip, but its frames come when they come, and the newest is the one that counts. */
import type { FrameSource } from '#capture/frame-source.ts';
import { pace } from '#capture/session-clock.ts';
import type { Micros } from '#core/time/micros.ts';

export interface WebcamOptions {
  readonly camera: string;
  readonly track: MediaStreamTrack;
  /** Says of a frame that arrives now what time of the session it is, see `arrivalTimes`. */
  readonly arrival: () => Micros;
}

/** No store needs more, and boxes and files of four cameras at 30 do not keep up. */
export const LIVE_FPS = 15;

/** Browsers let timers of a hidden tab run once a second, ms. */
const LOOK_HIDDEN = 1000;

/** Chromium has it, on the page's own thread; the standard library's types do not yet. */
interface TrackProcessor {
  readonly readable: ReadableStream<VideoFrame>;
}
declare const MediaStreamTrackProcessor:
  (new (init: { track: MediaStreamTrack; maxBufferSize: number }) => TrackProcessor) | undefined;

/**
 * The frames of a track until it ends: unplugged, or stopped. By `MediaStreamTrackProcessor`, which also goes on while the tab is
 * hidden; where there is none by `requestVideoFrameCallback`, which does not: then by a timer, once a second.
 */
export function openWebcam({ camera, track, arrival }: WebcamOptions): FrameSource {
  return {
    camera,
    async *frames(signal) {
      const onTime = pace(LIVE_FPS);
      const raw = goesOnHidden() ? processed(track, signal) : played(track, signal);
      for await (const frame of raw) {
        const timestamp = arrival();
        if (signal.aborted || !onTime(timestamp)) {
          frame.close();
          continue;
        }
        const timed = new VideoFrame(frame, { timestamp });
        frame.close();
        yield timed;
      }
    },
  };
}

/** Whether frames come while the tab is hidden. */
export const goesOnHidden = (): boolean => typeof MediaStreamTrackProcessor !== 'undefined';

async function* processed(track: MediaStreamTrack, signal: AbortSignal): AsyncGenerator<VideoFrame, void> {
  // A second frame in the buffer would be an older one.
  const reader = new MediaStreamTrackProcessor!({ track, maxBufferSize: 1 }).readable.getReader();
  const stop = () => void reader.cancel().catch(() => undefined);
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  // Not every browser closes the stream of a track that was unplugged.
  track.addEventListener('ended', stop, { once: true });
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    signal.removeEventListener('abort', stop);
    track.removeEventListener('ended', stop);
    stop();
  }
}

async function* played(track: MediaStreamTrack, signal: AbortSignal): AsyncGenerator<VideoFrame, void> {
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  video.srcObject = new MediaStream([track]);
  let over = signal.aborted || track.readyState === 'ended';
  let wake = () => {};
  const stop = () => {
    over = true;
    wake();
  };
  const unseen = setInterval(() => document.hidden && wake(), LOOK_HIDDEN);
  let newest = -1;
  signal.addEventListener('abort', stop, { once: true });
  track.addEventListener('ended', stop, { once: true });
  try {
    await video.play().catch(() => stop());
    for (;;) {
      let presented = 0;
      await new Promise<void>((resolve) => {
        wake = resolve;
        if (over) resolve();
        else presented = video.requestVideoFrameCallback(() => resolve());
      });
      video.cancelVideoFrameCallback(presented);
      if (over) return;
      const frame = new VideoFrame(video);
      const again = frame.timestamp === newest;
      newest = frame.timestamp;
      if (again) frame.close();
      else yield frame;
    }
  } finally {
    clearInterval(unseen);
    signal.removeEventListener('abort', stop);
    track.removeEventListener('ended', stop);
    video.srcObject = null;
  }
}
