/** Tags of other families, which people have lying about: they are told apart from ours, so that it can be said. */
import aruco from 'js-aruco2';
import 'js-aruco2/src/dictionaries/apriltag_36h11.js';
import 'js-aruco2/src/dictionaries/aruco_6x6_1000.js';

/** Those whose words are long enough that nothing else looks like them. */
const NAMES = ['APRILTAG_36h11', 'ARUCO_6X6_1000', 'ARUCO_MIP_36h12'];
/** Their 6 × 6 cells, with the border. */
const SIZE = 8;
let dictionaries: readonly InstanceType<typeof aruco.AR.Dictionary>[] | null = null;

/** @param read - The inner cells for so many cells a side; `null` when there is no border. */
export function isForeign(read: (size: number) => readonly boolean[] | null): boolean {
  const cells = read(SIZE);
  if (cells === null) return false;
  dictionaries ??= NAMES.map((name) => new aruco.AR.Dictionary(name));
  const inner = SIZE - 2;
  let bits = Array.from({ length: inner }, (_, r) => cells.slice(r * inner, (r + 1) * inner).map(Number));
  for (let turn = 0; turn < 4; turn++) {
    if (dictionaries.some((dictionary) => (dictionary.find(bits)?.distance ?? 9) <= 1)) return true;
    bits = bits.map((_, r) => bits.map((row) => row[inner - 1 - r]!));
  }
  return false;
}
