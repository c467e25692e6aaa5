/** What it costs to decide who is looked at: the motion gate of a 640 × 480 frame, and whose turn it is among eight cameras. */
import { seeded } from '#core/math/seeded.ts';
import { micros } from '#core/time/micros.ts';
import { FairShare } from '#engines/scheduling/fair-share.ts';
import { createLumaSampler } from '#engines/scheduling/luma-samples.ts';
import { MotionGate } from '#engines/scheduling/motion-gate.ts';
import type { Bench, Row } from './bench.ts';

const [WIDTH, HEIGHT] = [640, 480];
const ROUNDS = 4000;
const WARM_UP = 500;

export const bench: Bench = {
  name: 'who is looked at',
  run: async () => {
    const draw = seeded(1);
    const planes = [0, WIDTH * HEIGHT, 1.25 * WIDTH * HEIGHT].map((offset, i) => ({
      offset,
      stride: WIDTH >> (i && 1),
    }));
    const layout = { format: 'I420', width: WIDTH, height: HEIGHT, planes } as const;
    // Noise, which is the dearest picture: it is in every step of the histogram.
    const frames = Array.from({ length: 8 }, () =>
      Uint8Array.from({ length: 1.5 * WIDTH * HEIGHT }, () => 100 + 12 * draw()),
    );
    const sample = createLumaSampler(layout, []);
    const gate = new MotionGate();
    const gated = timed((i) => gate.judge(sample(frames[i % frames.length]!), micros(i * 66_667)));

    const share = new FairShare();
    const contenders = Array.from({ length: 8 }, (_, i) => ({
      camera: `cam${i}`,
      weight: 1 + (i % 4),
      time: micros(0),
    }));
    const picked = timed((i) => share.pick(contenders, micros(i), 1000, Infinity));
    const target = '≤ 60';
    const rows: readonly Row[] = [
      { what: 'motion gate, 640 × 480, median', value: gated.median, unit: 'µs', target, met: gated.median <= 60 },
      { what: 'motion gate, 640 × 480, least', value: gated.least, unit: 'µs' },
      { what: 'whose turn, 8 cameras, median', value: picked.median, unit: 'µs' },
    ];
    return rows;
  },
};

/** µs of one call. */
function timed(call: (round: number) => unknown): { readonly median: number; readonly least: number } {
  const times = Array.from({ length: ROUNDS }, (_, round) => {
    const start = performance.now();
    call(round);
    return 1000 * (performance.now() - start);
  });
  const sorted = times.slice(WARM_UP).sort((a, b) => a - b);
  return { median: sorted[sorted.length >> 1]!, least: sorted[0]! };
}
