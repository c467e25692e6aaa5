/** The way a sheet's arrow points, as a person says it: degrees from the plan's right, counter-clockwise. */

/** @param angle - rad, from the plan's up. @returns In `[0, 360)`. */
export function degreesOf(angle: number): number {
  return ((((angle * 180) / Math.PI + 90) % 360) + 360) % 360;
}

export function turnOf(degrees: number): number {
  return ((degrees - 90) * Math.PI) / 180;
}
