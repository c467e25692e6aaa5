import { micros } from '#core/time/micros.ts';
import { frameAt } from '#capture/frame-at.ts';
import { openClip } from '#capture/video-file.ts';
import type { Desk } from '#app/desk.ts';
import type { PilotSession } from '#app/pilot/pilot-session.svelte.ts';

/** The clip of one camera, to look at single pictures of it. */
export interface CameraStills {
  /** s */
  readonly duration: number;
  /** s; the last moment that surely has a picture. */
  readonly last: number;
  /** @param time - Of the session, µs. @returns s of the clip, in `[0, last]`. */
  secondsAt(time: number): number;
  /** @param seconds - Of the clip. @returns Whoever receives it closes it; `null` after the end. */
  at(seconds: number, signal: AbortSignal): Promise<VideoFrame | null>;
}

/**
 * @returns `null` when the camera has no clip, or it is not on this device.
 * @throws WorkbenchError as `openClip`
 */
export async function openCameraStills(desk: Desk, pilot: PilotSession, camera: string): Promise<CameraStills | null> {
  const clip = pilot.recording.clips.find((each) => each.camera === camera);
  if (clip === undefined) return null;
  const blob = await openBlob(desk, pilot, clip.path);
  if (blob === null) return null;
  const offset = micros(clip.offset);
  const options = { file: clip.path, camera, offset };
  using opened = await openClip(blob, options);
  // What was recorded live does not say how long it is; it ends where the session does.
  const duration = (opened.duration ?? Math.max(0, (pilot.outcome?.time ?? 0) - offset)) / 1e6;
  const last = Math.max(0, duration - 0.2);
  return {
    duration,
    last,
    secondsAt: (time) => Math.min(last, Math.max(0, (time - offset) / 1e6)),
    at: (seconds, signal) => frameAt(blob, options, micros(offset + Math.round(seconds * 1e6)), signal),
  };
}

async function openBlob({ rooms }: Desk, { bundle, id }: PilotSession, path: string): Promise<Blob | null> {
  const file = bundle?.files.get(path);
  if (file !== undefined) return file.blob();
  if (id === null) return null;
  const { clips } = await rooms.store.loadSession(id);
  const kept = clips.find((clip) => clip.file.path === path)?.file;
  return kept === undefined ? null : rooms.store.media.openMedia(kept.sha256);
}
