/**
 * A network as TensorFlow.js runs it: its kernels one after the other, every shape known, weights beside them. Whoever
 * runs one needs to know nothing of the file it came from.
 */
import type { Constant } from '#engines/network/constant.ts';
import type { KernelName, OwnKernel } from '#engines/network/kernels.ts';

export interface Network {
  readonly input: NetworkInput;
  /** In an order in which everything is computed before it is used. */
  readonly steps: readonly Step[];
  readonly outputs: readonly NetworkOutput[];
}

export interface NetworkInput {
  readonly name: string;
  /** As the file has it. */
  readonly shape: readonly number[];
  /** As it lies in memory, which differs from `shape` where channels were asked to come last. */
  readonly stored: readonly number[];
}

export interface NetworkOutput {
  readonly name: string;
  readonly shape: readonly number[];
  readonly operand: Operand;
}

export interface Step {
  readonly kernel: KernelName | OwnKernel;
  /** By the names the kernel knows them by; `Concat` and `JoinColumns` take a list. */
  readonly inputs: Readonly<Record<string, Operand>> | readonly Operand[];
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly output: number;
  /** Of the output in memory. */
  readonly shape: readonly number[];
  /** Of the file, for whoever reads a profile or a message. */
  readonly node: string;
}

/** What a step takes: something computed before, of which 0 is the network's input, or a weight. */
export type Operand = Computed | Weight;

export interface Computed {
  readonly kind: 'computed';
  readonly id: number;
  /** In memory. Two operands may see one value in two shapes of equal size. */
  readonly shape: readonly number[];
}

export interface Weight {
  readonly kind: 'weight';
  readonly constant: Constant;
}

export function operandsOf(step: Step): readonly Operand[] {
  return Array.isArray(step.inputs) ? (step.inputs as readonly Operand[]) : Object.values(step.inputs);
}
