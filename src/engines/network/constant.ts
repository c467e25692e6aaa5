/** An array that is known before anything runs: a weight, or a number that shapes are made of. */
export interface Constant {
  readonly kind: 'constant';
  readonly shape: readonly number[];
  /** Whole numbers of every width and booleans are `int`: exact up to 2^53, which no shape exceeds. */
  readonly type: 'float' | 'int';
  /** Row-major. */
  readonly data: Float32Array | Float64Array;
}

export function floats(shape: readonly number[], data: ArrayLike<number>): Constant {
  return { kind: 'constant', shape, type: 'float', data: Float32Array.from(data) };
}

export function ints(shape: readonly number[], data: ArrayLike<number>): Constant {
  return { kind: 'constant', shape, type: 'int', data: Float64Array.from(data) };
}

/** A constant like `like` in all but shape and numbers. */
export function alike(like: Constant, shape: readonly number[], data: ArrayLike<number>): Constant {
  return like.type === 'float' ? floats(shape, data) : ints(shape, data);
}

export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}

/** How far apart neighbours along each axis lie, in numbers. */
export function stridesOf(shape: readonly number[]): number[] {
  const strides = new Array<number>(shape.length).fill(1);
  for (let axis = shape.length - 2; axis >= 0; axis--) strides[axis] = strides[axis + 1]! * shape[axis + 1]!;
  return strides;
}

/**
 * The numbers of `source` at the places that `shape`, `strides` and `offset` name, in row-major order: every way of
 * cutting, turning and repeating an array.
 */
export function gather<T extends Float32Array | Float64Array>(
  source: T,
  shape: readonly number[],
  strides: readonly number[],
  offset = 0,
): T {
  const result = new (source.constructor as new (length: number) => T)(sizeOf(shape));
  const place = new Array<number>(shape.length).fill(0);
  let from = offset;
  for (let i = 0; i < result.length; i++) {
    result[i] = source[from]!;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      from += strides[axis]!;
      if (++place[axis]! < shape[axis]!) break;
      place[axis] = 0;
      from -= strides[axis]! * shape[axis]!;
    }
  }
  return result;
}

/** @param order - Which axis of `constant` becomes the i-th. */
export function transposed(constant: Constant, order: readonly number[]): Constant {
  const strides = stridesOf(constant.shape);
  const shape = order.map((axis) => constant.shape[axis]!);
  const data = gather(
    constant.data,
    shape,
    order.map((axis) => strides[axis]!),
  );
  return { ...constant, shape, data };
}
