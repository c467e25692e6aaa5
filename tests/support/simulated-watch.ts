/** A live watch on a clock that only moves when it is told to: cameras that send, and a network that takes its time. */
import type { Detection } from '#core/detection/detection.ts';
import { micros } from '#core/time/micros.ts';
import { type LiveFrame, LiveWatch } from '#engines/scheduling/live-watch.ts';
import type { LumaSamples } from '#engines/scheduling/luma-samples.ts';
import type { Attention } from '#engines/scheduling/watched-camera.ts';

/** A frame that knows whether it was closed, and complains when that happens twice or when it is used after. */
export class CountedFrame implements LiveFrame {
  static open = 0;
  readonly timestamp: number;
  readonly scene: string;
  #closed = false;

  constructor(timestamp: number, scene: string) {
    this.timestamp = timestamp;
    this.scene = scene;
    CountedFrame.open++;
  }

  clone(): this {
    if (this.#closed) throw new Error('a closed frame was cloned');
    return new CountedFrame(this.timestamp, this.scene) as this;
  }

  close(): void {
    if (this.#closed) throw new Error('a frame was closed twice');
    this.#closed = true;
    CountedFrame.open--;
  }
}

export interface SimulatedCamera extends Partial<Attention> {
  readonly id: string;
  /** µs from one frame to the next, and when the first comes. */
  readonly period: number;
  readonly phase?: number;
  /** What it shows at a moment: frames that show the same look the same. Something else in every frame when left out. */
  readonly shows?: (time: number) => string;
}

export interface Simulation {
  readonly cameras: readonly SimulatedCamera[];
  /** µs that a look at so many frames takes. */
  readonly look: (frames: number, lens: number) => number;
  /** µs */
  readonly lasts: number;
  /** Sizes of the network's input, largest first. */
  readonly sizes?: readonly number[];
  readonly batch?: number;
  /** Whom it finds in a picture; nobody when left out. */
  readonly finds?: (scene: string, look: number) => readonly Detection[] | null;
  /** Whether it gives values that are no numbers. */
  readonly notNumbers?: (look: number) => boolean;
}

export interface Seen {
  readonly camera: string;
  /** Of the frame, and of what was said about it, µs. */
  readonly time: number;
  readonly said: number;
  readonly how: 'looked' | 'still';
  readonly detections: readonly Detection[];
}

export interface Outcome {
  readonly seen: readonly Seen[];
  readonly offered: number;
  readonly figures: ReturnType<LiveWatch<CountedFrame>['figures']>;
  /** Frames that nobody closed. */
  readonly open: number;
}

/** Runs for as long as it is told; whoever receives a frame closes it at once. */
export async function simulate({ cameras, look, lasts, ...more }: Simulation): Promise<Outcome> {
  const { sizes = [416], batch = 1, finds = () => [], notNumbers = () => false } = more;
  const before = CountedFrame.open;
  let [now, offered, looks] = [0, 0, 0];
  const next = new Map(cameras.map(({ id, phase = 0 }) => [id, phase]));

  const pass = (to: number) => {
    for (;;) {
      const [camera, time] = [...next].reduce((a, b) => (b[1] < a[1] ? b : a));
      if (time > to) break;
      const { period, shows = String } = cameras.find(({ id }) => id === camera)!;
      watch.offer(camera, new CountedFrame(time, shows(time)));
      offered++;
      next.set(camera, time + period);
    }
    now = to;
  };

  const watch = new LiveWatch<CountedFrame>(
    {
      cameras: new Map(cameras.map(({ id, priority = 1, tracks = false }) => [id, { priority, tracks }])),
      period: Math.min(...cameras.map(({ period }) => period)),
    },
    {
      now: () => micros(now),
      luma: async (_, frame) => samplesOfScene(frame.scene),
      breathe: tick,
      lenses: () =>
        sizes.map((width, index) => ({
          input: { width, height: width },
          batch,
          look: async (frames) => {
            try {
              const found = frames.map(({ frame }) => finds(frame.scene, looks++));
              return found.includes(null)
                ? null
                : found.map((detections) => ({ detections: detections!, notNumbers: notNumbers(looks - 1) }));
            } finally {
              for (const { frame } of frames) frame.close();
              pass(now + look(frames.length, index));
            }
          },
        })),
    },
  );

  const seen: Seen[] = [];
  let over = false;
  const pulling = (async () => {
    while (!over) {
      for (const { camera, frame, how, detections } of await watch.next()) {
        seen.push({ camera, time: frame.timestamp, said: now, how, detections });
        frame.close();
      }
    }
  })();
  pulling.catch(() => (over = true)); // told at the end
  while (now < lasts && !over) {
    const [then, said] = [now, seen.length];
    await settled();
    // Nobody looks and nothing is left to say: time goes on to the next frame.
    if (now === then && seen.length === said) pass(Math.min(...next.values()));
  }
  const figures = watch.figures();
  over = true;
  watch[Symbol.dispose]();
  await pulling;
  await settled();
  return { seen, offered, figures, open: CountedFrame.open - before };
}

const tick = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Whoever can go on has gone on until they wait for a frame. */
async function settled(): Promise<void> {
  for (let i = 0; i < 3; i++) await tick();
}

/** 12 × 12 samples that are the same for the same scene and far apart for others. */
function samplesOfScene(scene: string): LumaSamples {
  let hash = 2166136261;
  for (const char of scene) hash = Math.imul(hash ^ char.charCodeAt(0), 16777619);
  const values = Uint8Array.from(
    { length: 144 },
    (_, i) => (Math.imul(hash ^ (i * 2654435761), 2246822519) >>> 16) & 255,
  );
  return { values, hidden: new Uint8Array(144), width: 12, height: 12, means: () => values };
}

export const rateOf = (seen: readonly Seen[], camera: string, lasts: number): number =>
  (seen.filter((each) => each.camera === camera && each.how === 'looked').length * 1e6) / lasts;

/** p95 of the time from a frame to what was said about it, µs, of those that were looked at. */
export function ageP95(seen: readonly Seen[]): number {
  const ages = seen.filter(({ how }) => how === 'looked').map(({ time, said }) => said - time);
  return ages.sort((a, b) => a - b)[Math.floor(0.95 * ages.length)]!;
}
