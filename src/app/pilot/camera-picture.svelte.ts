import type { ShopperTrack } from '#core/pipeline/scene-view.ts';
import type { ProjectCamera } from '#core/planning/project.ts';
import type { CameraModel } from '#core/geometry/camera-model.ts';
import type { WorldPoint } from '#core/geometry/frames.ts';
import type { SceneView } from '#core/pipeline/scene-view.ts';
import { drawImageSpots } from '#overlay/draw-image-spots.ts';
import { drawImageTrails } from '#overlay/draw-image-trails.ts';
import { drawMasks } from '#overlay/draw-masks.ts';
import { drawTracks, seenTracks, trackAt } from '#overlay/draw-tracks.ts';

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
   * `masked`: it was not kept, because it shows what the camera's masks hide; `unreadable`: it cannot be decoded here;
   * `moment`: the camera has no picture of the moment that is looked at.
   */
  readonly kind: 'gone' | 'locked' | 'masked' | 'unreadable' | 'moment';
  /** The clip, as a person knows it. */
  readonly file: string;
}

/** What lies over a picture besides its own boxes. */
export interface PictureLook {
  readonly trails: SceneView['trails'];
  /** The shopper everybody points at. */
  readonly shopper: string | null;
  /** Everybody else is dimmed; `null` while nobody is pointed at. */
  readonly lit: ReadonlySet<string> | null;
  /** Where a weight changed, m. */
  readonly spots: readonly WorldPoint[];
  /** `null` of a camera that nobody has calibrated: it shows neither trails nor spots. */
  readonly model: CameraModel | null;
}

/** px; enough for a row of the list on a fine screen. */
const POSTER_WIDTH = 320;

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

  /** Who is in the picture: shoppers by id, `null` for each whose shopper nobody knows yet. */
  get people(): readonly (string | null)[] {
    return seenTracks(this.shown?.tracks ?? []).map(({ shopper }) => shopper);
  }

  /** The shopper at a point of the picture, in parts of its width and height; `null` where nobody known stands. */
  shopperAt(x: number, y: number): string | null {
    const height = this.#width / this.aspect;
    return trackAt(this.shown?.tracks ?? [], x * this.#width, y * height)?.shopper ?? null;
  }

  /** @param frame - Taken over: it is closed when the next one comes. */
  show(frame: VideoFrame, tracks: readonly ShopperTrack[]): void {
    if (this.#disposed) {
      frame.close();
      return;
    }
    this.shown?.frame.close();
    this.shown = { frame, tracks };
    this.absence = null;
  }

  /** There is no picture of this moment. */
  clear(): void {
    this.shown?.frame.close();
    this.shown = null;
    this.absence = { kind: 'moment', file: '' };
  }

  /** The shown frame, small and with its masks painted; `null` when none is shown. */
  async poster(): Promise<Blob | null> {
    if (this.shown === null) return null;
    const canvas = new OffscreenCanvas(POSTER_WIDTH, Math.round(POSTER_WIDTH / this.aspect));
    const context = canvas.getContext('2d')!;
    context.drawImage(this.shown.frame, 0, 0, canvas.width, canvas.height);
    context.scale(POSTER_WIDTH / this.#width, POSTER_WIDTH / this.#width);
    drawMasks(context, this.#masks);
    return canvas.convertToBlob({ type: 'image/webp', quality: 0.8 });
  }

  /** @param shown - What {@link shown} was when somebody wanted it drawn; a frame that was replaced since is left out. */
  draw(context: CanvasRenderingContext2D, { width, height }: Size, shown: ShownFrame | null, look: PictureLook): void {
    if (shown === null || shown.frame !== this.shown?.frame) {
      context.fillStyle = '#000000';
      if (this.shown === null) context.fillRect(0, 0, width, height);
      return;
    }
    context.drawImage(shown.frame, 0, 0, width, height);
    const scale = width / this.#width;
    context.save();
    context.scale(scale, scale);
    drawMasks(context, this.#masks);
    context.restore();
    if (look.model) drawImageTrails(context, look.model, look.trails, { scale, lit: look.lit });
    drawTracks(context, shown.tracks, { scale, shopper: look.shopper, lit: look.lit });
    if (look.model) drawImageSpots(context, look.model, look.spots, scale);
  }

  [Symbol.dispose](): void {
    this.#disposed = true;
    this.shown?.frame.close();
    this.shown = null;
  }
}
