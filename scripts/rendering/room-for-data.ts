/** What a data set takes, from what others took. */
import type { Wanted } from './assert-room.ts';
import { VIEWS } from './render-products.ts';

export interface MissingPictures {
  /** Of the whole set, those that are there included. */
  readonly count: number;
  /** To be drawn. */
  readonly pictures: number;
  /** Products by themselves, to be drawn. */
  readonly products: number;
  /** Of a picture. */
  readonly pixels: number;
}

/**
 * B a px of a JPEG. 9,600 pictures of 640 × 360 px took 0.142, 6,072 of 480 × 270 px 0.156, 240 of 640 × 360 px 0.163: a few stores may
 * be fuller of things than many.
 */
const JPEG = 0.18;
/** B a picture beside it: its truth (1.1 kB at most) with the store, in the list and in the list before that; half a block of the disk. */
const BESIDE = 6_000;
/** B of a picture of one product, 16,000 of them with their blocks. */
const PRODUCT = 34_000;
/** B of memory a picture while the list is written: 9,600 took 4,600 each. */
const LISTED = 6_000;

/** @param folder - Absolute. */
export const roomForData = (folder: string, { count, pictures, products, pixels }: MissingPictures): Wanted => ({
  what: 'The pictures',
  folder,
  disk: pictures * (JPEG * pixels + BESIDE) + products * VIEWS * PRODUCT,
  memory: count * LISTED,
});
