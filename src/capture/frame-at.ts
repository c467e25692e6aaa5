import { type ClipOptions, openClip } from '#capture/video-file.ts';
import type { Micros } from '#core/time/micros.ts';

/**
 * One frame of a clip.
 *
 * @param time - Of the frame, µs of the session.
 * @returns The first frame that is not earlier, or `null` when the clip ends before; whoever receives it closes it.
 * @throws WorkbenchError as `openClip`
 */
export async function frameAt(
  blob: Blob,
  options: ClipOptions,
  time: Micros,
  signal: AbortSignal,
): Promise<VideoFrame | null> {
  using clip = await openClip(blob, options);
  for await (const frame of clip.frames(signal, time)) {
    if (frame.timestamp >= time) return frame;
    frame.close();
  }
  return null;
}
