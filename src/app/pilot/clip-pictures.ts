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
  /** A clip could not be read on. */
  failed(camera: string, error: unknown): void;
}

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

  /**
   * Shows of each camera the frame of its newest sighting with what was found in it. Of one that saw nothing by then, or
   * while nobody knows, the frame of the moment and nothing on it.
   *
   * @param view - The scene at `time`; `null` while nobody knows.
   */
  async show(time: Micros, view: SceneView | null, signal: AbortSignal): Promise<void> {
    const each = [...this.#reels].map(async ([camera, reel]) => {
      try {
        const seen = view?.cameras[camera];
        const frame = await reel.seek(seen?.time ?? time, signal);
        if (frame !== null) this.#put(camera, frame, frame.timestamp === seen?.time ? seen.tracks : null);
      } catch (error) {
        if (!signal.aborted) this.#screen.failed(camera, error);
      }
    });
    await Promise.all(each);
  }

  #put(camera: string, frame: VideoFrame, tracks: readonly ShopperTrack[] | null): void {
    const what = `${frame.timestamp} ${tracks !== null}`;
    if (this.#shown.get(camera) === what) return;
    this.#shown.set(camera, what);
    this.#screen.picture(camera, frame.clone(), tracks ?? []);
  }
}
