/** Red, green, blue as a screen takes them (sRGB), each in `[0, 1]`. */
export type Colour = readonly [red: number, green: number, blue: number];

/** @param hue - Turns: 0 red, 1/3 green, 2/3 blue. @param saturation - `[0, 1]` @param lightness - `[0, 1]` */
export function colourOf(hue: number, saturation: number, lightness: number): Colour {
  const channel = (offset: number) => {
    const k = (offset + hue * 12) % 12;
    const reach = saturation * Math.min(lightness, 1 - lightness);
    return lightness - reach * Math.max(-1, Math.min(k - 3, 9 - k, 1));
  };
  return [channel(12), channel(8), channel(4)];
}

export const blend = (a: Colour, b: Colour, t: number): Colour => [
  a[0] + (b[0] - a[0]) * t,
  a[1] + (b[1] - a[1]) * t,
  a[2] + (b[2] - a[2]) * t,
];

export const dimmed = ([r, g, b]: Colour, by: number): Colour => [r * by, g * by, b * by];

/** As canvases and style sheets take it. */
export function cssOf([r, g, b]: Colour, alpha = 1): string {
  const byte = (part: number) => Math.round(255 * Math.min(1, Math.max(0, part)));
  return `rgb(${byte(r)} ${byte(g)} ${byte(b)} / ${alpha})`;
}
