/** @returns The same direction in (−π, π]. */
export function wrapped(angle: number): number {
  const turned = angle % (2 * Math.PI);
  return turned > Math.PI ? turned - 2 * Math.PI : turned <= -Math.PI ? turned + 2 * Math.PI : turned;
}
