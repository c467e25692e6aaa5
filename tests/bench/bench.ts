/** One measured figure. */
export interface Row {
  /** What was measured, short: `ByteTrack, mot17-val-half`. */
  readonly what: string;
  readonly value: number;
  /** `frames/s`, `ms`, `ratio`, … */
  readonly unit: string;
  /** What we want, as a person would say it: `≥ 20000`. */
  readonly target?: string;
  /** Whether `value` keeps `target`. */
  readonly met?: boolean;
}

/** A `*.bench.ts` file exports one of these as `bench`; `npm run bench` finds it. */
export interface Bench {
  readonly name: string;
  /** Measures the graphics processor from Node, without a browser: only with `--dawn`, and then nothing else is run. */
  readonly dawn?: true;
  /** @throws NotMeasured when this machine lacks what the measurement needs. */
  run(): Promise<readonly Row[]>;
}

/** Nothing is wrong, there is only nothing to measure with. The message says what is missing. */
export class NotMeasured extends Error {
  override readonly name = 'NotMeasured';
}
