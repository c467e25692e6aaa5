import { diceOf } from '#core/simulation/looks/dice.ts';

/** What a cheap camera does to light. */
export interface Exposure {
  /** Times the light. */
  readonly gain: number;
  /** Red and blue against green. */
  readonly balance: readonly [red: number, blue: number];
  readonly contrast: number;
  readonly saturation: number;
  /** How dark the corners are, in `[0, 1]`. */
  readonly vignette: number;
  /** Standard deviation of the noise in the middle tones, parts of full light. */
  readonly noise: number;
  /** px of the frame. */
  readonly blur: number;
  /** How much edges are overdone afterwards. */
  readonly sharpen: number;
  /** Of JPEG files, in `[0, 1]`. */
  readonly quality: number;
}

export function exposureOf(seed: number): Exposure {
  const dice = diceOf(seed);
  return {
    gain: dice.between(0.95, 1.9),
    balance: [dice.between(0.88, 1.14), dice.between(0.86, 1.14)],
    contrast: dice.between(0.9, 1.25),
    saturation: dice.between(0.65, 1.2),
    vignette: dice.between(0, 0.4),
    noise: dice.chance(0.25) ? dice.between(0.015, 0.04) : dice.between(0.003, 0.015),
    blur: dice.between(0.3, 1.1),
    sharpen: dice.chance(0.6) ? dice.between(0.2, 1.1) : 0,
    quality: dice.between(0.55, 0.92),
  };
}

/** A webcam in good light: what recordings are made with. Noise is what video files grow by. */
export function steadyExposure(seed: number): Exposure {
  const dice = diceOf(seed);
  return {
    gain: dice.between(1.15, 1.3),
    balance: [dice.between(0.97, 1.03), dice.between(0.96, 1.03)],
    contrast: dice.between(1, 1.1),
    saturation: dice.between(0.9, 1.05),
    vignette: dice.between(0.1, 0.2),
    noise: 0.0015,
    blur: dice.between(0.5, 0.7),
    sharpen: 0.35,
    quality: 0.85,
  };
}
