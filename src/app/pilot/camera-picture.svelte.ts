import type { ShopperTrack } from '#core/pipeline/scene-view.ts';
import type { ProjectCamera } from '#core/planning/project.ts';
import { drawMasks } from '#overlay/draw-masks.ts';
import { drawTracks } from '#overlay/draw-tracks.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

interface ShownFrame {
  readonly frame: VideoFrame;
  readonly tracks: readonly ShopperTrack[];
}

/** Why a camera of a session shows no picture. */
export interface Absence {
  /**
   * `gone`: the clip is not on this device; `locked`: it is, and the browser wants to be asked before it is read again;
   * `masked`: it was not kept, because it shows what the camera's masks hide; `unreadable`: it cannot be decoded here.
   */
  readonly kind: 'gone' | 'locked' | 'masked' | 'unreadable';
  /** The clip, as a person knows it. */
  readonly file: string;
}

/** The newest frame of one camera with the tracks that were found in that frame. */
export class CameraPicture implements Disposable {
  readonly camera: string;
  readonly name: string;
  readonly aspect: number;
  readonly #width: number;
  readonly #masks: ProjectCamera['masks'];
  #disposed = false;
  /** Replaced as a whole with every picture. */
  shown = $state.raw<ShownFrame | null>(null);
  absence = $state.raw<Absence | null>(null);

  constructor(camera: ProjectCamera) {
    this.camera = camera.id;
    this.name = camera.name;
    this.#width = camera.width;
    this.#masks = camera.masks;
    this.aspect = camera.width / camera.height;
  }

  /** Who is in the picture: shoppers by id, tracks that are nobody's yet by number. */
  get people(): readonly string[] {
    return (this.shown?.tracks ?? [])
      .filter(({ track }) => track.state === 'confirmed' && track.detection >= 0)
      .map(({ track, shopper }) => shopper ?? `track ${track.id}`);
  }

  /** @param frame - Taken over: it is closed when the next one comes. */
  show(frame: VideoFrame, tracks: readonly ShopperTrack[]): void {
    if (this.#disposed) {
      frame.close();
      return;
    }
    this.shown?.frame.close();
    this.shown = { frame, tracks };
  }

  /** The frame that is shown turns out to have tracks in it. */
  track(tracks: readonly ShopperTrack[]): void {
    if (this.shown !== null) this.shown = { ...this.shown, tracks };
  }

  /** @param shown - What {@link shown} was when somebody wanted it drawn; a frame that was replaced since is left out. */
  draw(context: CanvasRenderingContext2D, { width, height }: Size, shown: ShownFrame | null): void {
    if (shown === null || shown.frame !== this.shown?.frame) {
      context.fillStyle = '#000000';
      if (this.shown === null) context.fillRect(0, 0, width, height);
      return;
    }
    context.drawImage(shown.frame, 0, 0, width, height);
    context.save();
    context.scale(width / this.#width, width / this.#width);
    drawMasks(context, this.#masks);
    drawTracks(context, shown.tracks);
    context.restore();
  }

  [Symbol.dispose](): void {
    this.#disposed = true;
    this.shown?.frame.close();
    this.shown = null;
  }
}
