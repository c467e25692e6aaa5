import type { TensorShape } from '#engines/engine.ts';

/**
 * The lengths of a tensor whose file leaves some open.
 *
 * @param size - Numbers there are.
 * @returns `null` when several are open: then nobody can tell which is how long.
 */
export function solidShape(shape: TensorShape['shape'], size: number): readonly number[] | null {
  const known = shape.filter((length) => typeof length === 'number');
  if (shape.length - known.length > 1) return null;
  const rest = size / known.reduce((product, length) => product * length, 1);
  return shape.map((length) => (typeof length === 'number' ? length : rest));
}
