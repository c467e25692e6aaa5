// Copies within the memory of another program, in AssemblyScript for WebAssembly SIMD: four numbers of 32 bits at a time.
// After a change: `node scripts/build/kernel.mjs`.
//
// A plane of `rows` by `columns` numbers. Distances between neighbours are in bytes, as addresses are; the two places must
// not overlap.
export function copyPlane(
  source: usize,
  fromRow: i32,
  fromColumn: i32,
  target: usize,
  toRow: i32,
  toColumn: i32,
  rows: i32,
  columns: i32,
): void {
  const whole = toColumn == 4 && fromColumn == 4;
  const halved = toColumn == 4 && fromColumn == 8;
  for (let row = 0; row < rows; row++) {
    let from = source;
    let to = target;
    let column = 0;
    if (whole) {
      for (; column + 4 <= columns; column += 4) {
        v128.store(to, v128.load(from));
        from += 16;
        to += 16;
      }
    } else if (halved) {
      // The last number that is wanted may be the last there is, so it is left to the loop below.
      for (; column + 4 < columns; column += 4) {
        v128.store(to, v128.shuffle<i32>(v128.load(from), v128.load(from, 16), 0, 2, 4, 6));
        from += 32;
        to += 16;
      }
    }
    for (; column < columns; column++) {
      store<i32>(to, load<i32>(from));
      from += fromColumn;
      to += toColumn;
    }
    source += fromRow;
    target += toRow;
  }
}
