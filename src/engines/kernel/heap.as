// Loops in the memory of another program, in AssemblyScript for WebAssembly SIMD: four numbers of 32 bits at a time.
// After a change: `node scripts/build/kernel.mjs`.

// Copies a plane of `rows` by `columns` numbers. Distances between neighbours are in bytes, as addresses are; the two places must
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

// Multiplies what is negative among `count` floats by `alpha`.
export function leakyRelu(address: usize, count: i32, alpha: f32): void {
  const factor = f32x4.splat(alpha);
  const none = f32x4.splat(0);
  let i = 0;
  for (; i + 4 <= count; i += 4) {
    const x = v128.load(address);
    v128.store(address, v128.bitselect(f32x4.mul(x, factor), x, f32x4.lt(x, none)));
    address += 16;
  }
  for (; i < count; i++) {
    const x = load<f32>(address);
    store<f32>(address, x < 0 ? x * alpha : x);
    address += 4;
  }
}
