/** The real path from clips to sightings, with handles for a test. Files arrive through the file input. */
import { synchronous } from '#capture/synchronous.ts';
import { type Clip, openClip } from '#capture/video-file.ts';
import { assert } from '#core/errors/assert.ts';
import { WorkbenchError } from '#core/errors/workbench-error.ts';
import type { MeasureOptions } from '#core/speed/measure-options.ts';
import type { SpeedRow } from '#core/speed/row.ts';
import { micros } from '#core/time/micros.ts';
import { type Restart, SteadyPerceiver } from '#app/pilot/steady-perceiver.ts';
import { type Perceiver, startPerceiver } from '#workers/perceive/client.ts';
import type { Compute, LoadedModel, Seen } from '#workers/perceive/protocol.ts';

/** x0, y0, x1, y1, score of each person, by frame. */
type Rows = Record<string, { time: number; people: number[][] }[]>;

export interface PerceivePage {
  /** @param stranger - With a word added that the catalogue does not know: such a model has one size. */
  load(file: string, compute: Compute, stranger?: boolean): Promise<LoadedModel>;
  /** Every frame of the clips in order of time; every `every`-th of each camera goes to the network. */
  run(files: readonly string[], options: { every: number; until?: number }): Promise<Run>;
  /** What could run it, in turns in a worker of its own. */
  measure(file: string, options: MeasureOptions): Promise<readonly SpeedRow[]>;
  /** `count` made-up frames of 640 × 360 through the worker. */
  feed(count: number): Promise<void>;
  /**
   * Made-up cameras in which everything moves, sending without rest for so many ms, to the loaded model: together
   * `overload` times as many frames as it looked at lately, whatever else the machine does.
   */
  watch(cameras: number, overload: number, lasts: number): Promise<Watched>;
  /** Goes on after its worker has died, as a run does. `auto` is the GPU, whether it is a real one or not. */
  steady(file: string, runtime: LoadedModel['runtime']): Promise<void>;
  /** Made-up frames to the steady one. */
  look(count: number): Promise<{ skipped: number; restarts: readonly Restart[] }>;
  /** What the user would be told. */
  complaint(file: string, as: 'clip' | 'model'): Promise<{ code: string; message: string } | null>;
}

export interface Run {
  readonly rows: Rows;
  readonly notices: readonly Clip['notice'][];
  /** `VideoFrame`s that this page received less those closed. */
  readonly open: number;
  /** Times were never smaller than the time before. */
  readonly ordered: boolean;
  /** From the first frame to the last answer, ms. */
  readonly total: number;
  /** What the worker says each step took, ms, of every frame that was looked at. */
  readonly steps: readonly Seen['milliseconds'][];
}

export interface Watched {
  /** Of each frame that was looked at, oldest first, ms since the beginning: when it was, and when the page knew of it. */
  readonly seen: readonly { readonly time: number; readonly said: number }[];
  /** How many of each camera were looked at. */
  readonly looked: readonly number[];
  /** When each frame was offered, ms since the beginning. */
  readonly offered: readonly number[];
  /** What a look took lately, ms, asked twice a second. */
  readonly looks: readonly { readonly time: number; readonly milliseconds: number }[];
}

/** Documentation of an ONNX model: its sixth field, of one letter. */
const WORD = Uint8Array.of((6 << 3) | 2, 1, 46);
/** From one frame of a made-up camera to the next, ms: at first, and at least. */
const [FIRST, SHORTEST] = [100, 10];
/** How often they ask how fast they are to send, ms. */
const MEASURED = 500;

let perceiver: Perceiver = startPerceiver();
let steady: SteadyPerceiver | null = null;
const restarts: Restart[] = [];

const page: PerceivePage = {
  async load(file, compute, stranger = false) {
    // The runtime's number of threads is settled with the first model of a worker.
    perceiver[Symbol.dispose]();
    perceiver = startPerceiver();
    const bytes = await new Blob([given(file), ...(stranger ? [WORD] : [])]).arrayBuffer();
    return perceiver.load(bytes, file, compute);
  },

  async run(files, { every, until = Infinity }) {
    const clips = await Promise.all(
      files.map((file) => openClip(given(file), { file, camera: file, offset: micros(0) })),
    );
    const rows: Rows = Object.fromEntries(files.map((file) => [file, []]));
    const steps: Seen['milliseconds'][] = [];
    const frames = new Set<VideoFrame>();
    let [latest, ordered] = [-Infinity, true];
    const start = performance.now();
    for await (const { camera, frame } of synchronous(clips, new AbortController().signal)) {
      frames.add(frame);
      const time = micros(frame.timestamp);
      ordered &&= time >= latest;
      latest = time;
      const own = rows[camera]!;
      if (time > until) {
        frame.close();
        break;
      }
      if (own.length % every !== 0) {
        own.push({ time, people: [] });
        frame.close();
        continue;
      }
      const seen = await perceiver.see(frame, camera, time, []);
      assert(seen, 'no device is lost here');
      const { sighting, milliseconds } = seen;
      steps.push(milliseconds);
      const people = sighting.detections.map(({ box, score }) => [box.x0, box.y0, box.x1, box.y1, score]);
      own.push({ time, people });
    }
    const total = performance.now() - start;
    const notices = clips.map(({ notice }) => notice);
    for (const clip of clips) clip[Symbol.dispose]();
    // A closed frame has no size.
    const open = [...frames].filter(({ codedWidth }) => codedWidth !== 0).length;
    return { rows, notices, open, ordered, total, steps };
  },

  async measure(file, options) {
    using measurer = startPerceiver();
    return await measurer.measure(await given(file).arrayBuffer(), file, options, 0, () => undefined);
  },

  async feed(count) {
    for (let i = 0; i < count; i++) await perceiver.see(madeUp(i), `cam${i % 4}`, micros(i), []);
  },

  async watch(cameras, overload, lasts) {
    const ids = Array.from({ length: cameras }, (_, i) => `cam${i}`);
    const began = performance.now();
    const now = () => performance.now() - began;
    const watched = ids.map((camera) => ({ camera, masks: [], priority: 1 }));
    const options = { cameras: watched, period: 1000 * SHORTEST, began: performance.timeOrigin + began };
    await perceiver.watch(options);
    const seen: { time: number; said: number }[] = [];
    const looked = new Map(ids.map((id) => [id, 0]));
    const offered: number[] = [];
    const looks: { time: number; milliseconds: number }[] = [];
    let [over, period] = [false, FIRST];
    const measuring = setInterval(() => {
      void perceiver.figures().then((figures) => {
        if (figures?.look == null) return;
        looks.push({ time: now(), milliseconds: figures.look.p50 });
        period = Math.max(SHORTEST, (cameras * figures.look.p50) / overload);
      });
    }, MEASURED);
    const asking = (async () => {
      while (!over) {
        for (const { sighting, frame } of await perceiver.next()) {
          seen.push({ time: sighting.time / 1000, said: now() });
          looked.set(sighting.camera, looked.get(sighting.camera)! + 1);
          frame.close();
        }
      }
    })();
    await Promise.all(
      ids.map(async (camera, i) => {
        // Cameras of one shop are not in step.
        for (let due = (i * FIRST) / cameras; due < lasts; due += period) {
          await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - now())));
          offered.push(now());
          void perceiver.offer(madeUp(Math.round(1000 * now()), noises[offered.length % noises.length]), camera);
        }
      }),
    );
    clearInterval(measuring);
    over = true;
    await perceiver.unwatch();
    await asking;
    return { seen, looked: [...looked.values()], offered, looks };
  },

  async steady(file, runtime) {
    steady = new SteadyPerceiver(
      async (compute, tell) => {
        const next = startPerceiver();
        const bytes = await given(file).arrayBuffer();
        const loaded = await next.load(
          bytes,
          file,
          compute === 'auto' ? { runtime, backend: 'webgpu' } : compute,
          0,
          tell,
        );
        return { perceiver: next, loaded };
      },
      (restart) => restarts.push(restart),
    );
    await steady.ready();
  },

  async look(count) {
    for (let i = 0; i < count; i++) await steady!.see(madeUp(i), 'cam', micros(i), []);
    return { skipped: steady!.skipped, restarts };
  },

  async complaint(file, as) {
    try {
      if (as === 'model') await perceiver.load(await given(file).arrayBuffer(), file);
      else (await openClip(given(file), { file, camera: 'cam', offset: micros(0) }))[Symbol.dispose]();
      return null;
    } catch (error) {
      if (!(error instanceof WorkbenchError)) throw error;
      return { code: error.code, message: error.message };
    }
  },
};

const noise = new Uint8Array(640 * 360 * 1.5).map((_, i) => (i * 7919) >> 5);

/** Pictures of which each has nothing to do with the one before. */
const noises = Array.from({ length: 7 }, (_, n) => noise.map((_, i) => ((i + n) * 7919 * (n + 3)) >> 4));

function madeUp(timestamp: number, picture = noise): VideoFrame {
  return new VideoFrame(picture, { format: 'I420', codedWidth: 640, codedHeight: 360, timestamp });
}

function given(name: string): File {
  const input = document.querySelector<HTMLInputElement>('#files')!;
  const file = [...input.files!].find((each) => each.name === name);
  if (file === undefined) throw new Error(`${name} was not given to the page`);
  return file;
}

Object.assign(window, { page });
