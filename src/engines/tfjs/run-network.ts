/**
 * Runs a network with the kernels of a TensorFlow.js backend. The kernels are called as they are registered, without
 * tensors, tapes and scopes around them: those cost more than a small kernel.
 */
import { type DataId, type KernelBackend, type TensorInfo, getKernel } from '@tensorflow/tfjs-core';
import type { Constant } from '#engines/network/constant.ts';
import { type Network, type Operand, type Step, operandsOf } from '#engines/network/network.ts';

export interface NetworkRunner extends Disposable {
  readonly network: Network;
  /**
   * Computes the outputs from `input` and leaves them where the backend keeps its numbers.
   *
   * @param input - Of `network.input.stored`; stays the caller's.
   * @returns One for each of `network.outputs`, in their order; the caller disposes of each (`disposeData`).
   */
  run(input: TensorInfo): readonly TensorInfo[];
}

/** A kernel with everything looked up beforehand. */
interface Stage {
  readonly step: Step;
  readonly kernel: (args: { inputs: unknown; backend: KernelBackend; attrs: unknown }) => TensorInfo;
  readonly operands: readonly Operand[];
  /** The inputs, computed anew in every run, in the form that the kernel takes. */
  readonly inputs: unknown;
  readonly slots: readonly TensorInfo[];
  /** Values that no later stage needs. */
  readonly finished: readonly number[];
}

export function createNetworkRunner(network: Network, backend: KernelBackend, backendName: string): NetworkRunner {
  const weights = new Map<Constant, TensorInfo>();
  const upload = (constant: Constant): TensorInfo => {
    const dtype = constant.type === 'float' ? 'float32' : 'int32';
    const values = dtype === 'float32' ? (constant.data as Float32Array) : Int32Array.from(constant.data);
    const shape = [...constant.shape];
    const info = { dataId: backend.write(values, shape, dtype), shape, dtype } as const;
    weights.set(constant, info);
    return info;
  };
  const weightOf = (constant: Constant) => weights.get(constant) ?? upload(constant);
  const stages = stagesOf(network, backendName, weightOf);
  const kept = new Set(network.outputs.flatMap(({ operand }) => (operand.kind === 'computed' ? [operand.id] : [])));
  const values = new Map<number, DataId>();

  return {
    network,
    run: (input) => {
      values.clear();
      values.set(0, input.dataId);
      for (const { step, kernel, operands, slots, inputs, finished } of stages) {
        for (const [i, operand] of operands.entries()) {
          if (operand.kind === 'computed') slots[i]!.dataId = values.get(operand.id)!;
        }
        values.set(step.output, kernel({ inputs, backend, attrs: step.attributes }).dataId);
        for (const id of finished) if (!kept.has(id)) backend.disposeData(values.get(id)!);
      }
      const taken = new Set<DataId>([input.dataId]);
      return network.outputs.map(({ operand, shape }) => {
        const dataId = operand.kind === 'weight' ? weightOf(operand.constant).dataId : values.get(operand.id)!;
        // What is also the input, a weight or another output is disposed of once more often.
        if (operand.kind === 'weight' || taken.has(dataId)) backend.incRef(dataId);
        taken.add(dataId);
        return { dataId, shape: [...shape], dtype: 'float32' };
      });
    },
    [Symbol.dispose]: () => {
      for (const { dataId } of weights.values()) backend.disposeData(dataId);
      weights.clear();
    },
  };
}

function stagesOf(network: Network, backendName: string, weightOf: (constant: Constant) => TensorInfo): Stage[] {
  const last = new Map<number, number>();
  for (const [i, step] of network.steps.entries()) {
    last.set(step.output, i);
    for (const operand of operandsOf(step)) if (operand.kind === 'computed') last.set(operand.id, i);
  }
  last.delete(0); // the input is the caller's
  return network.steps.map((step, i) => {
    const config = getKernel(step.kernel, backendName);
    if (config === undefined) throw new Error(`the ${backendName} backend has no kernel ${step.kernel}`);
    const operands = operandsOf(step);
    const slots = operands.map((operand) => slotOf(operand, weightOf));
    const names = Object.keys(step.inputs);
    return {
      step,
      kernel: config.kernelFunc as Stage['kernel'],
      operands,
      slots,
      inputs: Array.isArray(step.inputs) ? slots : Object.fromEntries(names.map((name, at) => [name, slots[at]!])),
      finished: [...last].filter(([, at]) => at === i).map(([id]) => id),
    };
  });
}

function slotOf(operand: Operand, weightOf: (constant: Constant) => TensorInfo): TensorInfo {
  if (operand.kind === 'weight') return weightOf(operand.constant);
  return { dataId: {}, shape: [...operand.shape], dtype: 'float32' };
}
