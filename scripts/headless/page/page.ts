/**
 * What the command line drives in place of a person: the app's own engines and readers, without its rooms and its looks.
 * Files arrive through the file input and are called by their names.
 */
import type { Likeness } from '#core/detection/prototypes.ts';
import { micros } from '#core/time/micros.ts';
import { thinned } from '#capture/thinned.ts';
import { openClip } from '#capture/video-file.ts';
import { type Inferrer, startInferrer } from '#workers/infer/client.ts';
import type { NamedEngine, OpenDetector } from '#workers/infer/protocol.ts';
import { type Synthesizer, startSynthesizer } from '#workers/synth/client.ts';
import type { OpenStore, TrainingFrames } from '#workers/synth/protocol.ts';
import type { Ware } from '#core/simulation/moment.ts';
import { type Answer, answer } from './answer.ts';
import { base64Of } from './base64.ts';
import { openPicture } from './open-picture.ts';
import { readModel } from './read-model.ts';

/** Row-major float32, little-endian, in base64: what may cross from a page. */
export interface WrittenTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly base64: string;
}

/** x0, y0, x1, y1 in px of the frame, score, class. */
export type DetectionRow = readonly [x0: number, y0: number, x1: number, y1: number, score: number, classId: number];

export interface LookedAt {
  /** Of the frame in its footage, from 1. */
  readonly number: number;
  readonly rows: readonly DetectionRow[];
}

export interface Detected {
  /** Those that were looked at in this turn, in their order. */
  readonly frames: readonly LookedAt[];
  /** How much is done, in [0, 1]; `null` when the file does not say how long it is. */
  readonly fraction: number | null;
  readonly ended: boolean;
  /** What was wrong with the file, once it has ended. */
  readonly notice: string | null;
}

export type FilmedStore = Omit<TrainingFrames, 'frames'> & {
  readonly frames: readonly (Omit<TrainingFrames['frames'][number], 'file'> & { readonly base64: string })[];
};

/** @throws Nothing that a person can meet: that is in the answers. */
export interface Tools {
  infer(model: string, engine: NamedEngine, picture: string): Promise<Answer<readonly WrittenTensor[]>>;
  openDetector(model: string, engine: NamedEngine): Promise<Answer<OpenDetector>>;
  /** What is to be looked at next, from its beginning. */
  openPictures(files: readonly string[]): Promise<Answer<null>>;
  /** @param rate - Frames a second that are looked at, the first of each stretch; `null` for all. */
  openVideo(file: string, rate: number | null): Promise<Answer<null>>;
  /** Frames of one random store, each with the truth; their files in base64. */
  filmStore(seed: number, width: number, height: number, frames: number): Promise<Answer<FilmedStore>>;
  /** Plays a scenario and begins a clip of every camera. */
  startClips(text: string, file: string, seed: number, fps: number): Promise<Answer<OpenStore>>;
  /** Films for about `seconds`. @returns How much is done, in `[0, 1]`. */
  filmOn(seconds: number): Promise<Answer<number>>;
  /** WebM files, in base64. */
  endClips(): Promise<Answer<readonly { readonly camera: string; readonly base64: string }[]>>;
  /** Files in base64: WebP of `catalogue`, else PNG. */
  drawProducts(
    wares: readonly Ware[],
    size: number,
    views: 'catalogue' | readonly number[],
  ): Promise<Answer<readonly string[]>>;
  /** Pictures an embedder knows products by. @returns How many labels it knows then. */
  enrol(
    model: string,
    engine: NamedEngine,
    known: readonly { readonly label: string; readonly file: string }[],
  ): Promise<Answer<number>>;
  /** @returns The `most` labels that look most like a picture. */
  recognise(file: string, most: number): Promise<Answer<readonly Likeness[]>>;
  /** Looks at frames for about `seconds`. */
  detectOn(seconds: number): Promise<Answer<Detected>>;
}

/** Frames one by one, and how many there are. */
interface Footage {
  readonly frames: AsyncIterator<VideoFrame>;
  /** Of the frame that was taken last, from 1. */
  readonly number: () => number;
  readonly fraction: () => number | null;
  readonly notice: () => string | null;
}

/** Made when they are needed: most commands need one of them. */
let inferrer: Inferrer | null = null;
let synthesizer: Synthesizer | null = null;
let footage: Footage | null = null;

const tools: Tools = {
  infer: (model, engine, picture) =>
    answer(async () => {
      const frame = await openPicture(given(picture));
      const tensors = await theInferrer().infer(await readModel(model, allGiven()), engine, frame);
      return Promise.all(
        tensors.map(async ({ name, shape, values }) => ({ name, shape, base64: await base64Of(values) })),
      );
    }),

  openDetector: (model, engine) =>
    answer(async () => theInferrer().openDetector(await readModel(model, allGiven()), engine)),

  openPictures: (files) =>
    answer(async () => {
      let opened = 0;
      async function* frames() {
        for (const file of files) {
          const picture = await openPicture(given(file));
          opened++;
          yield picture;
        }
      }
      const fraction = () => Math.max(0, opened - 1) / files.length;
      footage = { frames: frames(), number: () => opened, fraction, notice: () => null };
      return null;
    }),

  openVideo: (file, rate) =>
    answer(async () => {
      const clip = await openClip(given(file), { file, camera: '', offset: micros(0) });
      let [number, time] = [0, 0];
      async function* frames(signal: AbortSignal) {
        for await (const frame of clip.frames(signal)) {
          number++;
          time = frame.timestamp;
          yield frame;
        }
      }
      const source = { camera: '', frames };
      const wanted = rate === null ? source : thinned(source, rate);
      footage = {
        frames: wanted.frames(new AbortController().signal)[Symbol.asyncIterator](),
        number: () => number,
        fraction: () => (clip.duration === null ? null : Math.min(1, time / clip.duration)),
        notice: () => clip.notice && noticeWords(clip.notice.kind, file, clip.notice.frames),
      };
      return null;
    }),

  filmStore: (seed, width, height, count) =>
    answer(async () => {
      const { frames, ...told } = await theSynthesizer().film(seed, width, height, count);
      const texts = await Promise.all(
        frames.map(async ({ file, ...each }) => ({ ...each, base64: await base64Of(file) })),
      );
      return { ...told, frames: texts };
    }),

  startClips: (text, file, seed, fps) =>
    answer(async () => {
      const opened = await theSynthesizer().open(text, file, seed);
      await theSynthesizer().startClips(fps);
      return opened;
    }),

  filmOn: (seconds) => answer(() => theSynthesizer().filmOn(seconds)),

  endClips: () =>
    answer(async () => {
      const files = await theSynthesizer().endClips();
      return Promise.all(files.map(async ({ camera, file }) => ({ camera, base64: await base64Of(file) })));
    }),

  drawProducts: (wares, size, views) =>
    answer(async () => {
      const pictures = await theSynthesizer().drawProducts(wares, size, views);
      return Promise.all(pictures.map(async (picture) => base64Of(await picture.arrayBuffer())));
    }),

  enrol: (model, engine, known) =>
    answer(async () => {
      const pictures = await Promise.all(
        known.map(async ({ label, file }) => ({ label, picture: await openPicture(given(file)) })),
      );
      return theInferrer().enrol(await readModel(model, allGiven()), engine, pictures);
    }),

  recognise: (file, most) => answer(async () => theInferrer().recognise(await openPicture(given(file)), most)),

  detectOn: (seconds) =>
    answer(async () => {
      const { frames, number, fraction, notice } = footage!;
      const until = performance.now() + 1000 * seconds;
      const looks: LookedAt[] = [];
      while (performance.now() < until) {
        const next = await frames.next();
        if (next.done === true) return { frames: looks, fraction: 1, ended: true, notice: notice() };
        const at = number();
        const found = await theInferrer().detect(next.value);
        const rows = found.map(({ box, score, classId }) => [box.x0, box.y0, box.x1, box.y1, score, classId] as const);
        looks.push({ number: at, rows });
      }
      return { frames: looks, fraction: fraction(), ended: false, notice: null };
    }),
};

function theSynthesizer(): Synthesizer {
  return (synthesizer ??= startSynthesizer());
}

function theInferrer(): Inferrer {
  return (inferrer ??= startInferrer());
}

function noticeWords(kind: 'truncated' | 'damaged', file: string, frames: number): string {
  return `${file} is ${kind}: it was used up to its last whole frame, number ${frames}.`;
}

function given(name: string): File {
  return allGiven().find((each) => each.name === name)!;
}

function allGiven(): readonly File[] {
  return [...document.querySelector<HTMLInputElement>('#files')!.files!];
}

Object.assign(window, { tools });
