import { readWord } from '#storage/choices.ts';

const KEY = 'openaisle-frame-rate';

/**
 * How many frames a second of each camera of a recording are looked at; `null`: all there are. The command line sets it, for
 * engines that take seconds a frame.
 */
export function readFrameRate(): number | null {
  const rate = Number(readWord(KEY));
  return Number.isFinite(rate) && rate > 0 ? rate : null;
}
