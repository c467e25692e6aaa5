import { motBenchmarks } from '#core/metrics/mot-benchmark.ts';
import { readMotTracked, readMotTruth } from '#core/metrics/mot-rows.ts';
import { scoreMot } from '#core/metrics/score-mot.ts';
import { type TrackingSums } from '#core/metrics/tracking.ts';

/** Somebody who is there in every frame, and under which name a tracker has them: `aaa..bb`, a point for not at all. */
export type Followed = string;

const WIDTH = 40;

/**
 * Scores one tracker's story of one shopper, with the functions that score everything else.
 *
 * @param overlap - Of every box with the true one, in `(0, 1]`.
 */
export function scoreStory(followed: Followed, overlap: (frame: number) => number = () => 1): TrackingSums {
  const frames = followed.split('');
  const truth = frames.map((_, f) => `${f + 1},1,100,100,${WIDTH},90,1\n`).join('');
  const tracked = frames
    .map((name, f) => {
      if (name === '.') return '';
      // Two boxes of one size that lie side by side by `d` overlap by (w − d) / (w + d).
      const shift = (WIDTH * (1 - overlap(f))) / (1 + overlap(f));
      return `${f + 1},${name.codePointAt(0)!},${100 + shift},100,${WIDTH},90,1\n`;
    })
    .join('');
  const rules = motBenchmarks.mot15;
  const [rows, found] = [readMotTruth(truth, 'gt.txt', rules), readMotTracked(tracked, 'out.txt', rules)];
  return scoreMot('story', rows, found, frames.length, rules);
}
