import type { SceneInput } from '#core/pipeline/scene-input.ts';
import type { Project } from '#core/planning/project.ts';

/** What a plate weighed in a stretch of time. */
export interface PlateWeights {
  readonly plate: string;
  /** µs, rising. */
  readonly times: readonly number[];
  /** g; NaN where the sensor had no value. */
  readonly values: readonly number[];
}

/**
 * What some plates weighed from `from` to `to`, both included.
 *
 * @param from - µs; `to` alike.
 * @returns One a plate, in the order of `plates`; an empty one for a plate without a sensor.
 */
export function plateWeights(
  plates: readonly string[],
  project: Project,
  inputs: Iterable<SceneInput>,
  from: number,
  to: number,
): readonly PlateWeights[] {
  const samples = new Map<string, [time: number, value: number][]>(plates.map((plate) => [plate, []]));
  const plateOf = new Map(project.sensors.map(({ id, plate }) => [id, plate]));
  for (const input of inputs) {
    if (input.kind !== 'readings') continue;
    const mine = samples.get(plateOf.get(input.sensor) ?? '');
    if (mine === undefined || input.time < from) continue;
    input.times.forEach((time, index) => {
      if (time >= from && time <= to) mine.push([time, input.values[index]!]);
    });
  }
  return [...samples].map(([plate, rows]) => {
    rows.sort(([a], [b]) => a - b);
    return { plate, times: rows.map(([time]) => time), values: rows.map(([, value]) => value) };
  });
}
