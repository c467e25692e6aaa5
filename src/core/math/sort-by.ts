import type { IndexList } from '#core/math/index-list.ts';
import { roomForInts } from '#core/math/room.ts';

let spare: Int32Array = new Int32Array(0);

/**
 * Orders indices by what they are worth, least first; equal ones stay in their order. Merge sort from the bottom up, since the built-in one
 * allocates.
 *
 * @param worth - By index, not NaN.
 */
export function sortBy(list: IndexList, worth: Float64Array | Int32Array): void {
  const count = list.length;
  spare = roomForInts(spare, list.items.length);
  let from = list.items;
  let to = spare;
  for (let width = 1; width < count; width *= 2) {
    for (let start = 0; start < count; start += 2 * width) {
      const middle = Math.min(start + width, count);
      const end = Math.min(start + 2 * width, count);
      let left = start;
      let right = middle;
      for (let i = start; i < end; i++) {
        const takeLeft = left < middle && (right >= end || worth[from[left]!]! <= worth[from[right]!]!);
        to[i] = takeLeft ? from[left++]! : from[right++]!;
      }
    }
    const sorted = to;
    to = from;
    from = sorted;
  }
  if (from === list.items) return;
  for (let i = 0; i < count; i++) list.items[i] = from[i]!;
}
