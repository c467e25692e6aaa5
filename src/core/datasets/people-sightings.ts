/**
 * People already placed on the floor, one sighting a line of JSON. See `docs/formats.md`.
 *
 * ```json
 * {"time":100000,"people":[{"id":"7","x":3.4,"y":-0.6,"cov":[0.01,0,0,0.01],"hands":[[3.4,-0.4,1.4]]}]}
 * ```
 */
import * as v from 'valibot';
import type { PeopleSighting } from '#core/detection/sighting.ts';
import { WorkbenchError } from '#core/errors/workbench-error.ts';
import { groundPoint } from '#core/geometry/frames.ts';
import { fieldPath } from '#core/planning/field-path.ts';
import { micros } from '#core/time/micros.ts';

/** As a float32: what is journalled and what the scene is stepped with are then the same bits. */
const single = v.pipe(v.number(), v.finite(), v.transform(Math.fround));
const covariance = v.pipe(
  v.strictTuple([single, single, single, single]),
  v.check(
    ([xx, xy, yx, yy]) => xx > 0 && yy > 0 && xy === yx && xx * yy > xy * yx,
    'should be a covariance: symmetric, and positive in every direction',
  ),
);

const row = v.strictObject({
  /** µs */
  time: v.pipe(v.number(), v.safeInteger()),
  people: v.array(
    v.strictObject({
      id: v.pipe(v.string(), v.minLength(1), v.maxLength(80)),
      /** m */
      x: single,
      y: single,
      /** m², `[xx, xy, yx, yy]` */
      cov: covariance,
      /** m */
      hands: v.array(v.strictTuple([single, single, single])),
    }),
  ),
});

/**
 * @param source - Which positioning system saw them.
 * @param file - Named in messages.
 * @throws WorkbenchError `project/malformed` naming file, line and field.
 */
export function readPeopleSightings(text: string, source: string, file: string): PeopleSighting[] {
  return [...eachPeopleSighting(text, source, file)];
}

/** As {@link readPeopleSightings}, line by line. */
export function* eachPeopleSighting(text: string, source: string, file: string): Generator<PeopleSighting, void> {
  for (const [i, line] of text.split('\n').entries()) {
    if (line.trim() !== '') yield readLine(line, source, file, i + 1);
  }
}

function readLine(text: string, source: string, file: string, line: number): PeopleSighting {
  const parsed = v.safeParse(row, parseJson(text, file, line));
  if (!parsed.success) {
    const issue = parsed.issues[0];
    const field = fieldPath((issue.path ?? []).map((step) => step.key));
    throw malformed(file, line, [field, issue.message].filter(Boolean).join(': '));
  }
  const { time, people } = parsed.output;
  return {
    kind: 'people',
    source,
    time: micros(time),
    people: people.map(({ id, x, y, cov, hands }) => ({
      id,
      at: groundPoint(x, y),
      cov,
      hands: hands.map(([hx, hy, hz]) => ({ x: hx, y: hy, z: hz })),
    })),
  };
}

function parseJson(text: string, file: string, line: number): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw malformed(file, line, 'expected a line of JSON', cause);
  }
}

function malformed(file: string, line: number, problem: string, cause?: unknown): WorkbenchError {
  return new WorkbenchError('project/malformed', `${file}:${line}: ${problem}.`, { details: { file, line }, cause });
}

/** @returns The text {@link readPeopleSightings} reads; lengths to a tenth of a millimetre. */
export function writePeopleSightings(sightings: readonly PeopleSighting[]): string {
  const lines = sightings.map(({ time, people }) =>
    JSON.stringify({
      time,
      people: people.map(({ id, at, cov, hands }) => ({
        id,
        x: rounded(at.x, 1e4),
        y: rounded(at.y, 1e4),
        cov: cov.map((value) => rounded(value, 1e8)),
        hands: hands.map((hand) => [rounded(hand.x, 1e4), rounded(hand.y, 1e4), rounded(hand.z, 1e4)]),
      })),
    }),
  );
  return lines.map((line) => `${line}\n`).join('');
}

const rounded = (value: number, scale: number): number => Math.round(value * scale) / scale;
