// The pixel loops of `frame-to-tensor.ts`, in AssemblyScript for WebAssembly SIMD: eight pixels at a time.
// After a change: `node scripts/build/kernel.mjs`.
//
// Between the passes a value is an i16 with 7 bits behind the point (255 is 32640), weights are i16 with 15, and
// `q15mulr` multiplies the two and rounds. Addresses are bytes, counts are elements. Taps are always an even number,
// if need be with a weight of 0, so that two at a time can be done.

// Shrinks or stretches the lines of a plane. For each new value `positions` has the byte of a line where its taps
// begin, an i32; `weights` has for each block of eight values and each tap eight i16. `indices` has for each block
// the distances from its first position, 16 bytes: i16 lanes whose upper byte is 255, so that a swizzle gives 0 there.
// `windows` is how many windows of 16 bytes the distances reach into, at most 15.
export function resizeColumns(
  source: usize,
  stride: i32,
  step: i32,
  rows: i32,
  target: usize,
  blocks: i32,
  taps: i32,
  windows: i32,
  positions: usize,
  indices: usize,
  weights: usize,
): void {
  for (let row = 0; row < rows; row++) {
    let weight = weights;
    for (let block = 0; block < blocks; block++) {
      const near = v128.load(indices + (block << 4));
      let from = source + load<i32>(positions + (block << 5));
      let sum = i16x8.splat(0);
      for (let tap = 0; tap < taps; tap += 2) {
        const first = picked(from, near, windows);
        const second = picked(from + step, near, windows);
        sum = i16x8.add(sum, i16x8.q15mulr_sat_s(first, v128.load(weight)));
        sum = i16x8.add(sum, i16x8.q15mulr_sat_s(second, v128.load(weight, 16)));
        weight += 32;
        from += step << 1;
      }
      v128.store(target, sum);
      target += 16;
    }
    source += stride;
  }
}

// @ts-ignore: decorators are AssemblyScript's
@inline
function picked(from: usize, near: v128, windows: i32): v128 {
  let bytes = i8x16.swizzle(v128.load(from), near);
  for (let window = 1; window < windows; window++) {
    const far = i8x16.sub(near, i8x16.splat(<i8>(window << 4)));
    bytes = v128.or(bytes, i8x16.swizzle(v128.load(from + (window << 4)), far));
  }
  return i16x8.shl(bytes, 7);
}

// The same, value by value, for pictures so much wider than the input that eight values lie too far apart.
export function resizeFarColumns(
  source: usize,
  stride: i32,
  step: i32,
  rows: i32,
  target: usize,
  blocks: i32,
  taps: i32,
  positions: usize,
  weights: usize,
): void {
  for (let row = 0; row < rows; row++) {
    for (let value = 0; value < blocks << 3; value++) {
      let from = source + load<i32>(positions + (value << 2));
      let weight = weights + (((value >> 3) * taps) << 4) + ((value & 7) << 1);
      let sum = 0;
      for (let tap = 0; tap < taps; tap++) {
        sum += ((<i32>load<u8>(from) << 7) * <i32>load<i16>(weight) + 0x4000) >> 15;
        weight += 16;
        from += step;
      }
      store<i16>(target, <i16>sum);
      target += 2;
    }
    source += stride;
  }
}

// Blends `taps` neighbouring lines of `blocks` × 8 values into one. `weights` has one i16 for each tap. Two blocks at
// a time share a weight; the last block of an odd number is done twice.
export function blendLines(source: usize, target: usize, blocks: i32, taps: i32, weights: usize): void {
  const stride = <usize>blocks << 4;
  for (let block = 0; block < blocks; block += 2) {
    const here = <usize>block << 4;
    const next = <usize>min(block + 1, blocks - 1) << 4;
    let from = source;
    let first = i16x8.splat(0);
    let second = i16x8.splat(0);
    for (let tap = 0; tap < taps; tap += 2) {
      const upper = v128.load16_splat(weights + (tap << 1));
      const lower = v128.load16_splat(weights + (tap << 1), 2);
      const below = from + stride;
      first = i16x8.add(first, i16x8.q15mulr_sat_s(v128.load(from + here), upper));
      second = i16x8.add(second, i16x8.q15mulr_sat_s(v128.load(from + next), upper));
      first = i16x8.add(first, i16x8.q15mulr_sat_s(v128.load(below + here), lower));
      second = i16x8.add(second, i16x8.q15mulr_sat_s(v128.load(below + next), lower));
      from = below + stride;
    }
    v128.store(target + here, first);
    v128.store(target + next, second);
  }
}

// Turns three lines, one behind the other, into three lines of the tensor's numbers. `mixes` has six f32 for each of
// these: clamp(a·c0 + b·c1 + c·c2 + d) · scale + shift.
export function mixColours(lines: usize, target: usize, blocks: i32, mixes: usize): void {
  const line = <usize>blocks << 4;
  for (let block = 0; block < blocks; block++) {
    const first = v128.load(lines);
    const second = v128.load(lines + line);
    const third = v128.load(lines + 2 * line);
    const first0 = f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_s(first));
    const first1 = f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_s(first));
    const second0 = f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_s(second));
    const second1 = f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_s(second));
    const third0 = f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_s(third));
    const third1 = f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_s(third));
    let to = target;
    let mix = mixes;
    for (let channel = 0; channel < 3; channel++) {
      const a = v128.load32_splat(mix);
      const b = v128.load32_splat(mix, 4);
      const c = v128.load32_splat(mix, 8);
      const d = v128.load32_splat(mix, 12);
      const scale = v128.load32_splat(mix, 16);
      const shift = v128.load32_splat(mix, 20);
      const mixed0 = f32x4.add(f32x4.add(f32x4.mul(first0, a), f32x4.mul(second0, b)), f32x4.add(f32x4.mul(third0, c), d));
      const mixed1 = f32x4.add(f32x4.add(f32x4.mul(first1, a), f32x4.mul(second1, b)), f32x4.add(f32x4.mul(third1, c), d));
      v128.store(to, f32x4.add(f32x4.mul(clamped(mixed0), scale), shift));
      v128.store(to, f32x4.add(f32x4.mul(clamped(mixed1), scale), shift), 16);
      to += 2 * line;
      mix += 24;
    }
    lines += 16;
    target += 32;
  }
}

// @ts-ignore: decorators are AssemblyScript's
@inline
function clamped(value: v128): v128 {
  return f32x4.pmin(f32x4.pmax(value, f32x4.splat(0)), f32x4.splat(255));
}
