/** What the record worker can be asked. Types only: both threads compile this file, neither runs it. */
import type { RecordedCamera } from '#capture/clip-writer.ts';

export interface Recording {
  /** `stopped`: there is no room for more pictures; what was written until then is kept. */
  readonly state: 'going' | 'stopped';
  /** Written so far, of all cameras. */
  readonly bytes: number;
}

export interface RecordApi {
  /**
   * Begins one file a camera, in the folder of the session.
   *
   * @throws WorkbenchError `record/no-codec`, `storage/quota`
   */
  start(session: string, cameras: readonly RecordedCamera[]): Promise<void>;

  /**
   * Masks, encodes and writes one frame. Takes ownership of `frame` and closes it, whatever happens.
   * Within a second it is on the disk.
   *
   * @param frame - Its timestamp is µs of the session, in whole ms, later than the one before of its camera.
   */
  add(frame: VideoFrame, camera: string): Promise<Recording>;

  /** Writes what is left and lets go of the files. */
  end(): Promise<void>;
}
