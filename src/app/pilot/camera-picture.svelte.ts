import type { ShopperTrack } from '#core/pipeline/scene-view.ts';
import type { ProjectCamera } from '#core/planning/project.ts';
import { drawTracks } from '#overlay/draw-tracks.ts';

/** The newest frame of one camera with the tracks that were found in that frame. */
export class CameraPicture implements Disposable {
  readonly camera: string;
  readonly name: string;
  readonly aspect: number;
  readonly #width: number;
  #frame: VideoFrame | null = null;
  #tracks: readonly ShopperTrack[] = [];
  /** Grows when there is something else to draw. */
  revision = $state(0);

  constructor(camera: ProjectCamera) {
    this.camera = camera.id;
    this.name = camera.name;
    this.#width = camera.width;
    this.aspect = camera.width / camera.height;
  }

  /** Who is in the picture: shoppers by id, tracks that are nobody's yet by number. */
  get people(): readonly string[] {
    void this.revision;
    return this.#tracks
      .filter(({ track }) => track.state === 'confirmed' && track.detection >= 0)
      .map(({ track, shopper }) => shopper ?? `track ${track.id}`);
  }

  /** @param frame - Taken over: it is closed when the next one comes. */
  show(frame: VideoFrame, tracks: readonly ShopperTrack[]): void {
    this.#frame?.close();
    this.#frame = frame;
    this.#tracks = tracks;
    this.revision += 1;
  }

  draw(
    context: CanvasRenderingContext2D,
    { width, height }: { readonly width: number; readonly height: number },
  ): void {
    if (this.#frame === null) {
      context.fillStyle = '#000000';
      context.fillRect(0, 0, width, height);
      return;
    }
    context.drawImage(this.#frame, 0, 0, width, height);
    context.save();
    context.scale(width / this.#width, width / this.#width);
    drawTracks(context, this.#tracks);
    context.restore();
  }

  [Symbol.dispose](): void {
    this.#frame?.close();
    this.#frame = null;
  }
}
