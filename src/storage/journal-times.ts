/**
 * The times of a batch of readings. A scale ticks evenly, so the change of the step fits one byte where the time
 * itself takes eight; a clock that sends no whole µs (a fraction, NaN) is kept as it is.
 */
import type { ByteReader } from '#storage/byte-reader.ts';
import type { ByteWriter } from '#storage/byte-writer.ts';

/** 35 years. Steps between times below it, and changes of those, are still exact integers. */
export const MAX_MICROS = 2 ** 50;

const STEPS = 0;
const PLAIN = 1;

/** @param origin - µs; the first step is taken from it. */
export function writeTimes(out: ByteWriter, times: Float64Array, origin: number): void {
  if (!times.every(isWholeMicros)) {
    out.u8(PLAIN);
    for (const time of times) out.f64(time);
    return;
  }
  out.u8(STEPS);
  let previous = origin;
  let step = 0;
  for (let i = 0; i < times.length; i++) {
    const next = times[i]! - previous;
    out.signed(next - step);
    // The first step is from the batch's end back to its beginning and foretells nothing.
    step = i === 0 ? 0 : next;
    previous = times[i]!;
  }
}

export function readTimes(reader: ByteReader, count: number, origin: number): Float64Array {
  const times = new Float64Array(count);
  if (reader.u8() === PLAIN) {
    for (let i = 0; i < count; i++) times[i] = reader.f64();
    return times;
  }
  let previous = origin;
  let step = 0;
  for (let i = 0; i < count; i++) {
    const next = step + reader.signed();
    previous += next;
    times[i] = previous;
    step = i === 0 ? 0 : next;
  }
  return times;
}

function isWholeMicros(time: number): boolean {
  return Number.isInteger(time) && Math.abs(time) < MAX_MICROS && !Object.is(time, -0);
}
