/** Where a part of the shop stands, seen from the part that carries it. */

export type Vector = readonly [number, number, number];

export interface Transform {
  /** m */
  readonly translation: Vector;
  /** Axis times angle in rad. */
  readonly rotation: Vector;
}

/** `parents` from the outermost in: a gondola, a shelf of it, a plate on that. */
export function toWorld(parents: readonly Transform[], point: Vector): Vector {
  return parents.reduceRight<Vector>((inner, { translation, rotation }) => {
    const turned = rotate(rotation, inner);
    return [turned[0] + translation[0], turned[1] + translation[1], turned[2] + translation[2]];
  }, point);
}

/** Source: O. Rodrigues, Journal de mathématiques pures et appliquées 5 (1840) 380–440. */
export function rotate(rotation: Vector, [x, y, z]: Vector): Vector {
  const angle = Math.hypot(...rotation);
  if (angle === 0) return [x, y, z];
  const [kx, ky, kz] = [rotation[0] / angle, rotation[1] / angle, rotation[2] / angle];
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  const along = (kx * x + ky * y + kz * z) * (1 - cos);
  return [
    x * cos + (ky * z - kz * y) * sin + kx * along,
    y * cos + (kz * x - kx * z) * sin + ky * along,
    z * cos + (kx * y - ky * x) * sin + kz * along,
  ];
}
