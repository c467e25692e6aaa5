import { type Constant, sizeOf } from '#engines/network/constant.ts';
import type { KernelName } from '#engines/network/kernels.ts';
import type { Operand, Step } from '#engines/network/network.ts';

/** What the importer passes from operator to operator. */
export type Value = Constant | View;

/**
 * Something computed, seen as an array of `shape`. TensorFlow.js wants channels last where ONNX has them first, so a view
 * remembers in which order its axes lie in memory; what only renames or reorders axes costs nothing, and numbers are
 * moved when an operator needs another order.
 */
export interface View {
  readonly kind: 'view';
  /** Of the buffer. */
  readonly id: number;
  readonly shape: readonly number[];
  /** `order[i]` is the axis of `shape` that lies i-th in memory, outermost first. */
  readonly order: readonly number[];
}

/** The input is value 0; every step adds one. */
export class NetworkBuilder {
  readonly steps: Step[] = [];
  /** Of the file's node that is being imported. */
  node = '';
  readonly #moved = new Map<string, number>();

  /** @returns The output, in memory as `shape`, its axes named in that order. */
  emit(
    kernel: KernelName,
    inputs: Step['inputs'],
    attributes: Step['attributes'],
    shape: readonly number[],
    order: readonly number[] = axesOf(shape),
  ): View {
    const output = this.steps.length + 1;
    this.steps.push({ kernel, inputs, attributes, output, shape, node: this.node });
    return { kind: 'view', id: output, shape: inLogical(shape, order), order };
  }

  /** The same numbers with its axes in memory in `order`; what is already so is not moved again. */
  inOrder(view: View, order: readonly number[]): View {
    if (sameOrder(view, order)) return { ...view, order };
    const key = `${view.id} ${view.shape.join()} ${view.order.join()} ${order.join()}`;
    const known = this.#moved.get(key);
    if (known !== undefined) return { ...view, id: known, order };
    const { shape, permutation } = simplest(view, order);
    const moved = this.emit(
      'Transpose',
      { x: { kind: 'computed', id: view.id, shape } },
      { perm: permutation },
      permutation.map((axis) => shape[axis]!),
    );
    this.#moved.set(key, moved.id);
    return { ...view, id: moved.id, order };
  }
}

export function axesOf(shape: readonly unknown[]): number[] {
  return shape.map((_, axis) => axis);
}

export function storedShape({ shape, order }: View): number[] {
  return order.map((axis) => shape[axis]!);
}

/** @param shape - What the kernel is told; as the view lies in memory unless given. */
export function computed(view: View, shape: readonly number[] = storedShape(view)): Operand {
  return { kind: 'computed', id: view.id, shape };
}

export function weight(constant: Constant): Operand {
  return { kind: 'weight', constant };
}

/** Whether it lies so already; axes of length 1 may be anywhere. */
export function sameOrder({ shape, order }: View, wanted: readonly number[]): boolean {
  const long = (axis: number) => shape[axis] !== 1;
  return order.filter(long).join() === wanted.filter(long).join();
}

function inLogical(stored: readonly number[], order: readonly number[]): number[] {
  const shape = new Array<number>(stored.length);
  for (const [place, axis] of order.entries()) shape[axis] = stored[place]!;
  return shape;
}

/** The move with as few axes as possible: those of length 1 left out, neighbours that stay neighbours taken as one. */
function simplest(view: View, order: readonly number[]): { shape: number[]; permutation: number[] } {
  const long = (axis: number) => view.shape[axis] !== 1;
  const [before, after] = [view.order.filter(long), order.filter(long)];
  const runs: number[][] = [];
  for (const [i, axis] of after.entries()) {
    const follows = i > 0 && before.indexOf(axis) === before.indexOf(after[i - 1]!) + 1;
    if (follows) runs.at(-1)!.push(axis);
    else runs.push([axis]);
  }
  const placeOf = (run: readonly number[]) => before.indexOf(run[0]!);
  const stored = runs.toSorted((a, b) => placeOf(a) - placeOf(b));
  return {
    shape: stored.map((run) => sizeOf(run.map((axis) => view.shape[axis]!))),
    permutation: runs.map((run) => stored.indexOf(run)),
  };
}
