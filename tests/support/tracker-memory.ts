import type { Detection } from '#core/detection/detection.ts';
import type { CameraModel } from '#core/geometry/camera-model.ts';
import { defaultsOf } from '#core/math/parameter.ts';
import type { Remembered } from '#core/tracking/track-rows.ts';
import type { Track } from '#core/tracking/track.ts';
import type { TrackerStep } from '#core/tracking/tracker.ts';
import { type TrackerName } from '#core/tracking/tracker-cards.ts';
import { trackerOf } from '#core/tracking/trackers.ts';
import { allocatedBy } from './heap.ts';
import type { Frames } from './mot.ts';

export interface Film {
  readonly frames: Frames;
  /** `null` for a tracker that needs none. */
  readonly camera: CameraModel | null;
}

/** Means over all frames. */
export interface FrameMemory {
  /** B that a step allocates. */
  readonly allocated: number;
  /** B that it takes to make what the step returned once more: the state, its numbers, the tracks and those boxes that are no detection's. */
  readonly output: number;
  /** Live tracks, and numbers remembered of them. */
  readonly tracks: number;
  readonly numbers: number;
}

/** Until code is compiled to the end, every sum on the way is allocated. */
const WARM_UP = 4;
const ROUNDS = 5;

export function measureMemory(name: TrackerName, films: readonly Film[]): FrameMemory {
  const round = () => films.flatMap((film) => framesOf(name, film));
  for (let i = 0; i < WARM_UP; i++) round();
  const rounds = Array.from({ length: ROUNDS }, round);
  const usual = (of: keyof FrameMemory) => mean(rounds[0]!.map((_, f) => median(rounds.map((each) => each[f]![of]))));
  return {
    allocated: usual('allocated'),
    output: usual('output'),
    tracks: usual('tracks'),
    numbers: usual('numbers'),
  };
}

/** Whoever copied something shows it here: else a compiler would find that it need not be made. */
const copies: { newest: unknown } = { newest: null };

function framesOf(name: TrackerName, { frames, camera }: Film): readonly FrameMemory[] {
  const tracker = trackerOf(name);
  let state = tracker.create(defaultsOf(tracker.parameters), camera);
  return frames.map((detections) => {
    let next: TrackerStep<unknown> | null = null;
    const allocated = allocatedBy(() => {
      next = tracker.step(state, detections, 30);
    });
    const { state: after, tracks } = next! as TrackerStep<Remembered>;
    const output = allocatedBy(() => {
      copies.newest = copyOf(after, tracks, detections);
    });
    state = after;
    return { allocated, output, tracks: tracks.length, numbers: after.numbers.length };
  });
}

/** The same once more, as large as it was. */
function copyOf(state: Remembered, listed: readonly Track[], detections: readonly Detection[]): unknown {
  const tracks = new Array<Track>(listed.length);
  for (let t = 0; t < listed.length; t++) {
    const { id, state: is, box, score, detection } = listed[t]!;
    const { x0, y0, x1, y1 } = box;
    const shared = detection >= 0 && detections[detection]!.box === box;
    tracks[t] = { id, state: is, box: shared ? box : { x0, y0, x1, y1 }, score, detection };
  }
  const numbers = new Float64Array(state.numbers.length);
  return { state: { ...state, tracks, numbers }, tracks };
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!;
