/** The real path from clips to sightings, with handles for a test. Files arrive through the file input. */
import { synchronous } from '#capture/synchronous.ts';
import { type Clip, openClip } from '#capture/video-file.ts';
import type { Polygon } from '#core/detection/masks.ts';
import { WorkbenchError } from '#core/errors/workbench-error.ts';
import { micros } from '#core/time/micros.ts';
import { type Perceiver, startPerceiver } from '#workers/perceive/client.ts';
import type { Compute, LoadedModel } from '#workers/perceive/protocol.ts';

/** x0, y0, x1, y1, score of each person, by frame. */
type Rows = Record<string, { time: number; people: number[][] }[]>;

export interface PerceivePage {
  load(file: string, compute: Compute): Promise<LoadedModel>;
  /** Every frame of the clips in order of time; every `every`-th of each camera goes to the network. */
  run(files: readonly string[], every: number, masks?: readonly Polygon[]): Promise<Run>;
  /** What the user would be told. */
  complaint(file: string, as?: 'clip' | 'model'): Promise<{ code: string; message: string } | null>;
}

export interface Run {
  readonly rows: Rows;
  readonly notices: readonly (Clip['notice'] | null)[];
  /** `VideoFrame`s that were made on this page less those closed. */
  readonly open: number;
  /** Times were never smaller than the time before. */
  readonly ordered: boolean;
  readonly milliseconds: { total: number; copy: number; tensor: number; model: number; decode: number };
}

let perceiver: Perceiver = startPerceiver();

const page: PerceivePage = {
  async load(file, compute) {
    // The runtime's number of threads is settled with the first model of a worker.
    perceiver[Symbol.dispose]();
    perceiver = startPerceiver();
    return perceiver.load(await given(file).arrayBuffer(), file, compute);
  },

  async run(files, every, masks = []) {
    const clips = await Promise.all(
      files.map((file) => openClip(given(file), { file, camera: file, offset: micros(0) })),
    );
    const rows: Rows = Object.fromEntries(files.map((file) => [file, []]));
    const milliseconds = { total: 0, copy: 0, tensor: 0, model: 0, decode: 0 };
    const frames = new Set<VideoFrame>();
    let [latest, ordered] = [-Infinity, true];
    const start = performance.now();
    for await (const { camera, frame } of synchronous(clips, new AbortController().signal)) {
      frames.add(frame);
      const time = micros(frame.timestamp);
      ordered &&= time >= latest;
      latest = time;
      const own = rows[camera]!;
      if (own.length % every !== 0) {
        own.push({ time, people: [] });
        frame.close();
        continue;
      }
      const seen = await perceiver.see(frame, camera, time, masks);
      for (const step of ['copy', 'tensor', 'model', 'decode'] as const) milliseconds[step] += seen.milliseconds[step];
      own.push({
        time,
        people: seen.sighting.detections.map(({ box, score }) => [box.x0, box.y0, box.x1, box.y1, score]),
      });
    }
    milliseconds.total = performance.now() - start;
    const notices = clips.map(({ notice }) => notice);
    for (const clip of clips) clip[Symbol.dispose]();
    // A closed frame has no format and no size.
    const open = [...frames].filter(({ codedWidth }) => codedWidth !== 0).length;
    return { rows, notices, open, ordered, milliseconds };
  },

  async complaint(file, as = 'clip') {
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

function given(name: string): File {
  const input = document.querySelector<HTMLInputElement>('#files')!;
  const file = [...input.files!].find((each) => each.name === name);
  if (file === undefined) throw new Error(`${name} was not given to the page`);
  return file;
}

Object.assign(window, { page });
