/** What the infer worker can be asked. Types only: both threads compile this file, neither runs it. */
import type { Detection } from '#core/detection/detection.ts';
import type { Likeness } from '#core/detection/prototypes.ts';
import type { Contender } from '#core/speed/contender.ts';

/** What computes; there is no other that takes over when it cannot. */
export type NamedEngine = Pick<Contender, 'runtime' | 'backend'>;

export interface ModelBytes {
  readonly fileName: string;
  readonly bytes: ArrayBuffer;
}

export interface NamedTensor {
  /** As the file names the output. */
  readonly name: string;
  readonly shape: readonly number[];
  /** Row-major. */
  readonly values: Float32Array;
}

export interface OpenDetector {
  /** Of its classes, in their order. */
  readonly labels: readonly string[];
  /** Sentences that whoever uses it should read. */
  readonly notes: readonly string[];
}

export interface LabelledPicture {
  readonly label: string;
  readonly picture: VideoFrame;
}

export interface InferApi {
  /**
   * What a network says of one picture, to the number. Takes ownership of `picture`.
   *
   * @param picture - Of exactly the size the network takes.
   * @throws WorkbenchError `model/unknown`, `model/malformed`, `model/unsupported`, `model/no-decoder`,
   *   `picture/unusable`
   */
  infer(model: ModelBytes, engine: NamedEngine, picture: VideoFrame): Promise<readonly NamedTensor[]>;

  /**
   * Opens the detector that `detect` asks, in the place of the one before.
   *
   * @throws WorkbenchError `model/malformed`, `model/unsupported`, `model/no-decoder`, `model/not-numbers`
   */
  openDetector(model: ModelBytes, engine: NamedEngine): Promise<OpenDetector>;

  /**
   * Takes ownership of `frame`.
   *
   * @returns Of every class, px of the frame, highest score first.
   */
  detect(frame: VideoFrame): Promise<readonly Detection[]>;

  /**
   * Opens an embedder and shows it what there is to know, in the place of what was known before. Takes ownership of the
   * pictures. Vectors stay in the worker's memory: what leaves it is how alike pictures are.
   *
   * @param known - One picture or several of a label.
   * @returns How many labels it knows.
   * @throws WorkbenchError `model/unknown`, `model/malformed`, `model/unsupported`
   */
  enrol(model: ModelBytes, engine: NamedEngine, known: readonly LabelledPicture[]): Promise<number>;

  /**
   * After `enrol`. Takes ownership of `picture`.
   *
   * @param most - How many labels at most.
   * @returns Most alike first; none where the network has no answer.
   */
  recognise(picture: VideoFrame, most: number): Promise<readonly Likeness[]>;
}
