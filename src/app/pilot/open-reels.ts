import type { ProjectCamera, Recording } from '#core/planning/project.ts';
import { micros } from '#core/time/micros.ts';
import { clipParts } from '#capture/clip-parts.ts';
import { type Clip, openClip } from '#capture/video-file.ts';
import type { MediaFiles } from '#storage/media-files.ts';
import type { StoredSession } from '#storage/session-store.ts';
import type { Absence } from '#app/pilot/camera-picture.svelte.ts';
import { ClipReel } from '#app/pilot/clip-reel.ts';

/** The clips of a stored session, as far as they are on this device. Whoever opens them disposes of them. */
export interface OpenReels extends Disposable {
  readonly reels: ReadonlyMap<string, ClipReel>;
  /** By camera: why there is no reel. */
  readonly absent: ReadonlyMap<string, Absence>;
}

export interface ReelsOptions {
  readonly media: MediaFiles;
  readonly recording: Recording;
  readonly cameras: readonly ProjectCamera[];
  readonly kept: StoredSession['clips'];
  /** A person just asked for it, so the browser may ask whether a file may be read again. */
  readonly asked: boolean;
}

export async function openReels({ media, recording, cameras, kept, asked }: ReelsOptions): Promise<OpenReels> {
  const reels = new Map<string, ClipReel>();
  const absent = new Map<string, Absence>();
  const clips = new Map<string, Clip[]>();
  const open = async ({ camera, path, offset }: Recording['clips'][number]) => {
    const file = path.split('/').at(-1)!;
    const stored = kept.find((each) => each.file.path === path);
    const masked = cameras.some(({ id, masks }) => id === camera && masks.length > 0);
    const blob = stored === undefined ? null : await media.openMedia(stored.file.sha256);
    const asking = blob === null && asked && stored?.kept === 'handle';
    const found = asking ? await media.reopenHandle(stored.file.sha256) : blob;
    if (found === null) {
      const kind = stored?.kept === 'handle' ? 'locked' : masked && stored?.kept == null ? 'masked' : 'gone';
      absent.set(camera, { kind, file });
      return;
    }
    try {
      const clip = await openClip(found, { file, camera, offset: micros(offset) });
      clips.set(camera, [...(clips.get(camera) ?? []), clip]);
    } catch {
      absent.set(camera, { kind: 'unreadable', file });
    }
  };
  await Promise.all(recording.clips.map(open));
  for (const [camera, parts] of clips) {
    reels.set(camera, new ClipReel(clipParts(parts)));
    // A part without pictures is one of which nothing was recorded.
    absent.delete(camera);
  }
  return {
    reels,
    absent,
    [Symbol.dispose]: () => {
      for (const reel of reels.values()) void reel[Symbol.asyncDispose]();
      for (const clip of [...clips.values()].flat()) clip[Symbol.dispose]();
    },
  };
}
