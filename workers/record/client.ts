import { transfer } from 'comlink';
import type { RecordedCamera } from '#capture/clip-writer.ts';
import type { RecordApi } from '#workers/record/protocol.ts';
import { startWorker } from '#workers/transport/start-worker.ts';

/** The main thread's side of the record worker. */
export interface Recorder extends Disposable {
  /** @throws WorkbenchError `record/no-codec`, `storage/quota` */
  start(session: string, cameras: readonly RecordedCamera[]): Promise<void>;
  /** Whether frames are taken. */
  readonly going: boolean;
  /** Written so far, of all cameras. */
  readonly bytes: number;
  /**
   * Sends one frame to be recorded, unless too many of its camera are on their way.
   *
   * @param frame - Stays the caller's.
   * @returns Whether it will be in the file.
   */
  offer(frame: VideoFrame, camera: string): boolean;
  /** What cannot be written any more is told as in {@link startRecorder}. */
  end(): Promise<void>;
}

/** Frames of one camera on their way. More would only wait, and hold pictures that the camera wants back. */
const ON_THEIR_WAY = 3;

/** @param onStop - Told once when nothing more is recorded: `null` for want of room, else why it failed. */
export function startRecorder(onStop: (failure: unknown) => void): Recorder {
  const worker = startWorker<RecordApi>(
    'record',
    () => new Worker(new URL('./record.worker.ts', import.meta.url), { type: 'module', name: 'record' }),
  );
  const waiting = new Map<string, number>();
  const sent = new Set<Promise<void>>();
  let going = false;
  let bytes = 0;
  let told = false;
  const stop = (failure: unknown) => {
    going = false;
    if (!told) onStop(failure);
    told = true;
  };

  return {
    get going() {
      return going;
    },
    get bytes() {
      return bytes;
    },
    start: async (session, cameras) => {
      await worker.call((api) => api.start(session, cameras));
      going = true;
    },
    offer: (frame, camera) => {
      const before = waiting.get(camera) ?? 0;
      if (!going || before >= ON_THEIR_WAY) return false;
      waiting.set(camera, before + 1);
      const copy = frame.clone();
      const added = worker
        .call((api) => api.add(transfer(copy, [copy]), camera))
        .then((recording) => {
          bytes = Math.max(bytes, recording.bytes);
          if (recording.state === 'stopped') stop(null);
        }, stop)
        .finally(() => {
          copy.close();
          waiting.set(camera, waiting.get(camera)! - 1);
          sent.delete(added);
        });
      sent.add(added);
      return true;
    },
    end: async () => {
      going = false;
      // What was accepted is in the file.
      await Promise.all(sent);
      await worker.call((api) => api.end()).catch(stop);
    },
    [Symbol.dispose]: () => {
      going = false;
      worker[Symbol.dispose]();
    },
  };
}
