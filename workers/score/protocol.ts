/** What the score worker can be asked. Types only: both threads compile this file, neither runs it. */
import type { ErrorCode } from '#core/errors/catalogue.ts';
import type { ErrorDetails } from '#core/errors/workbench-error.ts';
import type { Intervals } from '#core/metrics/bootstrap.ts';
import type { MotBenchmarkName } from '#core/metrics/mot-benchmark.ts';

/** A file as the person knows it; it is read where it is needed. */
export interface NamedFile {
  readonly path: string;
  readonly blob: Blob;
}

export interface MotSequenceFiles {
  readonly name: string;
  readonly truth: NamedFile;
  readonly tracked: NamedFile;
  /** Says how long the sequence is; `null`: as long as its truth. */
  readonly seqinfo: NamedFile | null;
}

export interface MotRunFiles {
  readonly benchmark: MotBenchmarkName;
  readonly sequences: readonly MotSequenceFiles[];
}

export interface CocoRunFiles {
  readonly truth: NamedFile;
  readonly detections: NamedFile;
}

/** By the field's names. */
export type Figures = Readonly<Record<string, number>>;

/** Why something has no figures: a `WorkbenchError` in parts. */
export interface Refusal {
  readonly code: ErrorCode;
  readonly message: string;
  readonly details: ErrorDetails;
}

/** Figures in `[0, 1]` over one axis: HOTA and its parts over α, precision over recall by threshold. */
export interface Curves {
  readonly x: readonly number[];
  readonly lines: Readonly<Record<string, readonly number[]>>;
}

export interface RunScores {
  /** Of everything that could be scored; `null` of nothing. */
  readonly combined: Figures | null;
  /** Each by itself; empty for COCO, whose images are one set. */
  readonly sequences: readonly { readonly name: string; readonly figures: Figures }[];
  readonly refused: readonly Refusal[];
  /** How many of them are independent: the same footage under the names of three detectors is one. */
  readonly independent: number;
  /** Of the combined figures; `null` when too few sequences are independent. */
  readonly intervals: Intervals<string> | null;
  readonly curves: Curves | null;
}

export interface ScoreApi {
  /** @param tell - How much is done, in `[0, 1]`. Bad files are refused by name, and the others scored. */
  scoreMot(run: MotRunFiles, tell: (fraction: number) => void): Promise<RunScores>;

  scoreCoco(run: CocoRunFiles, tell: (fraction: number) => void): Promise<RunScores>;
}
