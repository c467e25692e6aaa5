import type { Size } from '#core/detection/letterbox.ts';
import type { Polygon } from '#core/detection/masks.ts';
import { maskBits } from '#engines/webgpu/mask-bits.ts';
import { bufferOfValues } from '#engines/webgpu/pipeline.ts';

/** What must not be seen of a source, on the device. */
export interface Mask {
  /** One bit a pixel. */
  readonly bits: GPUBuffer;
  /** Words a row takes. */
  readonly stride: number;
}

/**
 * Cameras × sizes of a large shop; whoever draws masks makes new ones all the time. Many more than the frames of one
 * submission, whose buffers must not be destroyed before it is submitted.
 */
const MOST = 64;

/** Masks of the cameras, each made once. */
export class Masks implements Disposable {
  readonly #device: GPUDevice;
  /** The one used longest ago first. */
  readonly #known = new Map<string, Mask>();

  constructor(device: GPUDevice) {
    this.#device = device;
  }

  /**
   * @param shown - As masks are measured.
   * @param source - Pixels there are; the same, unless pixels are not square.
   * @returns `null` when nothing is masked.
   */
  of(shown: Size, source: Size, polygons: readonly Polygon[]): Mask | null {
    if (polygons.length === 0) return null;
    const key = JSON.stringify([shown.width, shown.height, source.width, source.height, polygons]);
    const mask = this.#known.get(key) ?? this.#create(shown, source, polygons);
    this.#known.delete(key);
    this.#known.set(key, mask);
    if (this.#known.size > MOST) this.#forgetOldest();
    return mask;
  }

  [Symbol.dispose](): void {
    for (const { bits } of this.#known.values()) bits.destroy();
  }

  #create(shown: Size, source: Size, polygons: readonly Polygon[]): Mask {
    const [scaleX, scaleY] = [source.width / shown.width, source.height / shown.height];
    const stored = polygons.map((polygon) => polygon.map(([x, y]) => [x * scaleX, y * scaleY] as const));
    const { words, stride } = maskBits(stored, source);
    return { bits: bufferOfValues(this.#device, words, GPUBufferUsage.STORAGE), stride };
  }

  #forgetOldest(): void {
    const [key, { bits }] = this.#known.entries().next().value!;
    this.#known.delete(key);
    bits.destroy();
  }
}
