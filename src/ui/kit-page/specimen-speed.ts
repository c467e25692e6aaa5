/** Measured speeds for the examples. */
import type { Contender } from '#core/speed/contender.ts';
import type { Machine } from '#core/speed/machine.ts';
import type { Refusal, SpeedRow } from '#core/speed/row.ts';
import type { EngineWish } from '#app/speed/engine-wishes.svelte.ts';
import type { ModelSpeed } from '#app/speed/model-speed.svelte.ts';
import { specimenModel, specimenWorkbench } from '#ui/kit-page/specimen-workbench.ts';

export const specimenMachine: Machine = {
  browser: 'Chromium 156',
  version: '1.0.0',
  adapter: 'intel gen-12lp',
  softwareGraphics: false,
  cores: 8,
  threads: 4,
  isolated: true,
};

export const specimenSoftware: Machine = { ...specimenMachine, adapter: 'google swiftshader', softwareGraphics: true };

const input = { width: 416, height: 416 };

function measured(runtime: Contender['runtime'], backend: Contender['backend'], ms: number, batch = 1): SpeedRow {
  const figures = { medianMs: ms, p95Ms: 1.3 * ms, minMs: 0.92 * ms, firstMs: 9 * ms, openMs: 90, runs: 25 };
  return { contender: { runtime, backend, batch, input }, figures };
}

function refused(runtime: Contender['runtime'], backend: Contender['backend'], kind: Refusal['kind']): SpeedRow {
  return { contender: { runtime, backend, batch: 1, input }, refusal: { kind, details: 'ConvTranspose' } };
}

export const specimenRows: readonly SpeedRow[] = [
  measured('tfjs', 'wasm', 24.6),
  measured('tfjs', 'webgpu', 11.2),
  measured('tfjs', 'webgpu', 26.1, 4),
  refused('ort', 'wasm', 'too-slow'),
  refused('ort', 'webgpu', 'cannot'),
];

const softwareRows: readonly SpeedRow[] = [
  measured('tfjs', 'wasm', 24.6),
  refused('tfjs', 'webgpu', 'software'),
  measured('ort', 'wasm', 33.9),
  refused('ort', 'webgpu', 'software'),
];

interface Speed {
  readonly machine?: Machine;
  readonly wish?: EngineWish;
  readonly going?: ModelSpeed['going'];
}

/** What is known of the speed of the example's detector. */
export function specimenSpeed({ machine = specimenMachine, wish, going = null }: Speed): ModelSpeed {
  const rows = machine.softwareGraphics ? softwareRows : specimenRows;
  const measurement = { sha256: specimenModel.sha256, machine, rows, measuredAt: 0 };
  const workbench = specimenWorkbench({ measurement });
  // Whatever somebody chose for real detectors.
  workbench.engines.of = () => wish ?? null;
  return Object.assign(workbench.speeds.of(specimenModel), { going });
}
