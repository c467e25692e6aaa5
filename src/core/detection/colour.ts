/**
 * From the three values of a pixel to red, green and blue in [0, 255].
 *
 * Source: ITU-R BT.601-7 and BT.709-6, luma coefficients and 8-bit quantisation.
 */
export type ColourMatrix = 'bt601' | 'bt709' | 'rgb';

export interface Colour {
  readonly matrix: ColourMatrix;
  /** Luma uses 0..255, not 16..235. Means nothing for `rgb`. */
  readonly fullRange: boolean;
}

/** Rows R, G, B; each `a·c0 + b·c1 + c·c2 + d` of the bytes c0, c1, c2. */
export type ColourRows = readonly (readonly [number, number, number, number])[];

/** Weights of red and blue in luma. */
const LUMA = { bt601: [0.299, 0.114], bt709: [0.2126, 0.0722] } as const;

export function colourRows({ matrix, fullRange }: Colour): ColourRows {
  if (matrix === 'rgb') {
    return [
      [1, 0, 0, 0],
      [0, 1, 0, 0],
      [0, 0, 1, 0],
    ];
  }
  const [kr, kb] = LUMA[matrix];
  const kg = 1 - kr - kb;
  const luma = fullRange ? 1 : 255 / 219;
  const chroma = fullRange ? 1 : 255 / 224;
  const black = fullRange ? 0 : 16;

  const row = (u: number, v: number) => [luma, u, v, -luma * black - 128 * (u + v)] as const;
  const [blueU, redV] = [2 * (1 - kb) * chroma, 2 * (1 - kr) * chroma];
  return [row(0, redV), row((-kb / kg) * blueU, (-kr / kg) * redV), row(blueU, 0)];
}
