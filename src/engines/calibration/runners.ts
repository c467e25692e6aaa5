/** What is timed: a call of a detector with made-up frames, or of a network with made-up numbers. */
import { seeded } from '#core/math/seeded.ts';
import type { Detector } from '#engines/detector.ts';
import type { Engine } from '#engines/engine.ts';
import type { Runner } from '#engines/calibration/race.ts';

/** Of the frames, px: what webcams and the recordings of shops send. */
const [WIDTH, HEIGHT] = [640, 480];

/** Owns `detector`. */
export function createLookRunner(detector: Detector): Runner {
  const dice = seeded(1);
  const picture = new Uint8Array((WIDTH * HEIGHT * 3) / 2).map(() => 256 * dice());
  const frame = () => new VideoFrame(picture, { format: 'I420', codedWidth: WIDTH, codedHeight: HEIGHT, timestamp: 0 });
  return {
    run: async () => {
      await detector.look(Array.from({ length: detector.batch }, () => ({ frame: frame(), masks: [] })));
    },
    [Symbol.dispose]: () => detector[Symbol.dispose](),
  };
}

/** Owns `engine`. Lengths that the file leaves open are 1. */
export function createEngineRunner(engine: Engine): Runner {
  const dice = seeded(1);
  const length = engine.input.shape.reduce<number>(
    (product, side) => product * (typeof side === 'number' ? side : 1),
    1,
  );
  const numbers = Float32Array.from({ length }, () => dice());
  return {
    run: async () => {
      await engine.run(numbers);
    },
    [Symbol.dispose]: () => engine[Symbol.dispose](),
  };
}
