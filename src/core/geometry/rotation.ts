/** A 3×3 matrix, row-major. */
export type Matrix3 = readonly number[];

/**
 * The turn about the axis `turn` by its length.
 *
 * Source: Hartley & Zisserman, *Multiple View Geometry*, 2nd ed. (2004), §A4.3.2 (Rodrigues' formula).
 *
 * @param turn - rad
 */
export function rotationOf([x, y, z]: readonly [number, number, number]): Matrix3 {
  const angle = Math.hypot(x, y, z);
  // sin(a)/a and (1 − cos(a))/a², with their limits at 0.
  const s = angle < 1e-6 ? 1 - (angle * angle) / 6 : Math.sin(angle) / angle;
  const c = angle < 1e-6 ? 0.5 : (1 - Math.cos(angle)) / (angle * angle);
  return [
    1 - c * (y * y + z * z),
    c * x * y - s * z,
    c * x * z + s * y,
    c * x * y + s * z,
    1 - c * (x * x + z * z),
    c * y * z - s * x,
    c * x * z - s * y,
    c * y * z + s * x,
    1 - c * (x * x + y * y),
  ];
}

export function multiply(a: Matrix3, b: Matrix3): Matrix3 {
  const product = new Array<number>(9);
  for (let row = 0; row < 9; row += 3)
    for (let column = 0; column < 3; column++)
      product[row + column] = a[row]! * b[column]! + a[row + 1]! * b[3 + column]! + a[row + 2]! * b[6 + column]!;
  return product;
}
