import type { SceneView, ShopperTrack } from '#core/pipeline/scene-view.ts';
import type { Micros } from '#core/time/micros.ts';
import type { ClipReel } from '#app/pilot/clip-reel.ts';

/** Where the pictures of a replay are seen. */
export interface PictureScreen {
  /**
   * @param frame - The screen's to close.
   * @param tracks - What was found in this very frame; nothing when nobody looked at it, or nobody knows yet.
   */
  picture(camera: string, frame: VideoFrame, tracks: readonly ShopperTrack[]): void;
  /** The camera has no picture of this moment: it had not begun, had ended, or was away. */
  nothing(camera: string): void;
  /** A clip could not be read on. */
  failed(camera: string, error: unknown): void;
}

/** A picture older than this is not what the camera saw then, µs; slow cameras send one every second or so. */
const STALE = 2_000_000;
/**
 * Cameras that begin with the session do so within this, a second after it where the machine is busy: until then their
 * first picture stands for its beginning.
 */
const BEGINNING = STALE;

/** The pictures of all cameras of a stored session at one moment. One question at a time. */
export class ClipPictures {
  readonly #screen: PictureScreen;
  #reels: ReadonlyMap<string, ClipReel> = new Map();
  /** By camera: what is on the screen, so that it is not drawn twice. */
  readonly #shown = new Map<string, string>();

  constructor(screen: PictureScreen) {
    this.#screen = screen;
  }

  /** @param reels - By camera; the caller's to dispose of. */
  setReels(reels: ReadonlyMap<string, ClipReel>): void {
    this.#reels = reels;
    this.#shown.clear();
  }

  /** Whether there are pictures and none is shown. */
  get blank(): boolean {
    return this.#reels.size > 0 && this.#shown.size === 0;
  }

  /**
   * Shows of each camera the frame of its newest sighting with what was found in it. Of one that saw nothing lately, or
   * while nobody knows, the frame of the moment and nothing on it. All cameras change together.
   *
   * @param view - The scene at `time`; `null` while nobody knows.
   */
  async show(time: Micros, view: SceneView | null, signal: AbortSignal): Promise<void> {
    const each = [...this.#reels].map(async ([camera, reel]) => {
      const newest = view?.cameras[camera];
      const seen = newest !== undefined && time - newest.time <= STALE ? newest : null;
      try {
        const frame = await reel.seek(seen?.time ?? time, signal);
        return () => frame !== null && this.#put(camera, frame, time, seen);
      } catch (error) {
        return () => !signal.aborted && this.#screen.failed(camera, error);
      }
    });
    const changes = await Promise.all(each);
    if (!signal.aborted) for (const change of changes) change();
  }

  #put(camera: string, frame: VideoFrame, time: Micros, seen: SceneView['cameras'][string] | null): void {
    const there = frame.timestamp <= Math.max(time, BEGINNING) && frame.timestamp >= time - STALE;
    const tracks = frame.timestamp === seen?.time ? seen.tracks : null;
    const what = there ? `${frame.timestamp} ${tracks !== null}` : 'nothing';
    if (this.#shown.get(camera) === what) return;
    this.#shown.set(camera, what);
    if (there) this.#screen.picture(camera, frame.clone(), tracks ?? []);
    else this.#screen.nothing(camera);
  }
}
