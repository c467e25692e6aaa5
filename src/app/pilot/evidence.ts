import type { Interaction } from '#core/interaction/interaction.ts';
import { MICROS_PER_SECOND } from '#core/time/micros.ts';
import type { SceneInput } from '#core/pipeline/scene-input.ts';
import type { SceneView } from '#core/pipeline/scene-view.ts';
import type { Project } from '#core/planning/project.ts';

/** What a plate weighed around an interaction. */
export interface WeightCurve {
  readonly plate: string;
  /** µs */
  readonly times: readonly number[];
  /** g; NaN where the sensor had no value. */
  readonly values: readonly number[];
  /** The interaction's first and last moment, µs. */
  readonly marked: readonly [number, number];
}

/** Why an interaction is believed. */
export interface Evidence {
  readonly interaction: Interaction;
  readonly curves: readonly WeightCurve[];
  /** The scene as it was when the interaction began. */
  readonly scene: SceneView;
  /** Clips that are not on this device, by name and SHA-256. */
  readonly missingClips: readonly { readonly name: string; readonly sha256: string }[];
}

const MARGIN = 3 * MICROS_PER_SECOND;

/** The readings of the interaction's plates from a few seconds before it to a few seconds after. */
export function weightCurves(
  interaction: Interaction,
  project: Project,
  inputs: Iterable<SceneInput>,
): readonly WeightCurve[] {
  const curves = new Map<string, { times: number[]; values: number[] }>();
  const plates = new Map(project.sensors.map(({ id, plate }) => [id, plate]));
  for (const { plate } of interaction.plates) curves.set(plate, { times: [], values: [] });
  for (const input of inputs) {
    if (input.kind !== 'readings') continue;
    const curve = curves.get(plates.get(input.sensor) ?? '');
    if (curve === undefined) continue;
    input.times.forEach((time, index) => {
      if (time < interaction.start - MARGIN || time > interaction.end + MARGIN) return;
      curve.times.push(time);
      curve.values.push(input.values[index]!);
    });
  }
  const marked = [interaction.start, interaction.end] as const;
  return [...curves].map(([plate, { times, values }]) => ({ plate, times, values, marked }));
}
