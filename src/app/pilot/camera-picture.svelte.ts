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

  /** @param shown - What {@link shown} was when somebody wanted it drawn; a frame that was replaced since is left out. */
  draw(context: CanvasRenderingContext2D, { width, height }: Size, shown: ShownFrame | null): void {
    if (shown === null || shown !== this.shown) {
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
