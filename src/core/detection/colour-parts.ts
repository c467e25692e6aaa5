/**
 * What somebody wears, in colours: hue with saturation, and brightness, of three parts of their box, head to shoes.
 *
 * Source: histograms as in Swain & Ballard, *Color indexing*, IJCV 7 (1991) 11–32, in stripes as in Gray & Tao, ECCV 2008; compared under a root
 * (Bhattacharyya), which makes the cosine of two the coefficient.
 */
import { normalised } from '#core/detection/appearance.ts';
import { type Colour, colourRows } from '#core/detection/colour.ts';
import { type Channel, type PixelLayout, channelsOf } from '#core/detection/pixels.ts';
import type { Resemblance } from '#core/detection/likeness.ts';

const PARTS = 3;
const [HUES, SATURATIONS, VALUES] = [16, 4, 8] as const;
const PART = HUES * SATURATIONS + VALUES;
/** Numbers of a vector. */
export const COLOUR_NUMBERS = PARTS * PART;

/**
 * Of rendered people of held-out stores, seen by two cameras, half of them or more in view (`models/shop-embedder/card.md` says which):
 * 1 728 pairs of one person, 9 028 of two.
 */
export const colourResemblance: Resemblance = { same: 0.245, different: 0.323, sigma: 0.091 };

/** A box is looked at in so many places. */
const [ACROSS, DOWN] = [24, 48] as const;
/** Nearer to the middle there is more of the person and less of what is behind, in parts of the box. */
const [SIGMA_ACROSS, SIGMA_DOWN] = [0.22, 0.4] as const;
/** How brightness counts beside hue: lamps change it. */
const BRIGHTNESS = 0.5;

const middle = (i: number, of: number, sigma: number) => Math.exp(-0.5 * (((i + 0.5) / of - 0.5) / sigma) ** 2);
const weights = Float64Array.from(
  { length: ACROSS * DOWN },
  (_, i) => middle(i % ACROSS, ACROSS, SIGMA_ACROSS) * middle(Math.floor(i / ACROSS), DOWN, SIGMA_DOWN),
);

/** @param crop - A person's box, of one pixel or more. @returns Of length 1; `null` where there is no light at all. */
export function colourParts(bytes: Uint8Array, crop: PixelLayout, colour: Colour): Float32Array | null {
  const channels = channelsOf(crop);
  const rows = colourRows(colour);
  const vector = new Float32Array(COLOUR_NUMBERS);
  const raw = [0, 0, 0];
  for (let i = 0; i < weights.length; i++) {
    const [u, v] = [((i % ACROSS) + 0.5) / ACROSS, (Math.floor(i / ACROSS) + 0.5) / DOWN];
    for (let k = 0; k < 3; k++) raw[k] = sampleAt(bytes, channels[k]!, u, v);
    const [r, g, b] = rows.map(([x, y, z, offset]) => {
      return Math.min(255, Math.max(0, x * raw[0]! + y * raw[1]! + z * raw[2]! + offset));
    }) as [number, number, number];
    add(vector, PART * Math.floor(v * PARTS), weights[i]!, r / 255, g / 255, b / 255);
  }
  return normalised(vector.map(Math.sqrt));
}

const sampleAt = (bytes: Uint8Array, { offset, stride, step, width, height }: Channel, u: number, v: number): number =>
  bytes[offset + Math.floor(v * height) * stride + Math.floor(u * width) * step]!;

/** Red, green and blue in [0, 1]. What is grey or dark says nothing about hue. */
function add(vector: Float32Array, from: number, weight: number, r: number, g: number, b: number): void {
  const value = Math.max(r, g, b);
  const chroma = value - Math.min(r, g, b);
  if (chroma > 0) {
    const sixth = value === r ? ((g - b) / chroma + 6) % 6 : value === g ? (b - r) / chroma + 2 : (r - g) / chroma + 4;
    const hue = Math.floor((sixth / 6) * HUES) % HUES;
    const saturation = Math.min(SATURATIONS - 1, Math.floor((chroma / value) * SATURATIONS));
    vector[from + hue * SATURATIONS + saturation]! += weight * chroma;
  }
  vector[from + HUES * SATURATIONS + Math.min(VALUES - 1, Math.floor(value * VALUES))]! += BRIGHTNESS * weight;
}
