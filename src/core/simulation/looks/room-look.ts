import { type Colour, colourOf } from '#core/simulation/looks/colour.ts';
import { diceOf } from '#core/simulation/looks/dice.ts';

export interface RoomLook {
  readonly floor: {
    readonly kind: 'tiles' | 'planks' | 'vinyl' | 'concrete' | 'board';
    readonly colour: Colour;
    readonly second: Colour;
    readonly seed: number;
  };
  readonly wall: Colour;
  /** The lower part of the walls may have a colour of its own. */
  readonly dado: Colour | null;
  readonly ceiling: Colour;
  /** m */
  readonly height: number;
  readonly rack: { readonly frame: Colour; readonly board: Colour; readonly rail: Colour; readonly pegs: boolean };
  readonly lamp: {
    /** Warm to cold. */
    readonly colour: Colour;
    readonly power: number;
    readonly ambient: number;
    /** Where the shadows fall, against straight down: m per m. */
    readonly slant: readonly [number, number];
  };
  /** How much the floor mirrors. */
  readonly gloss: number;
  readonly outside: Colour;
  readonly seed: number;
}

export function roomLook(seed: number): RoomLook {
  const dice = diceOf(seed);
  const warm = dice.between(0, 1);
  const floorHue = dice.between(0.05, 0.14);
  const kind = dice.pick(['tiles', 'planks', 'vinyl', 'concrete', 'board', 'tiles'] as const);
  const grey = kind === 'concrete' || kind === 'vinyl' || dice.chance(0.4);
  const floor = colourOf(
    grey ? dice.between(0, 1) : floorHue,
    grey ? dice.between(0, 0.08) : dice.between(0.1, 0.45),
    dice.between(0.32, 0.82),
  );
  const dark = dice.chance(0.45);
  return {
    floor: {
      kind,
      colour: floor,
      second: colourOf(floorHue, dice.between(0, 0.3), dice.between(0.25, 0.8)),
      seed: dice.seed(),
    },
    wall: colourOf(dice.between(0, 1), dice.between(0, 0.22), dice.between(0.45, 0.93)),
    dado: dice.chance(0.3) ? colourOf(dice.between(0, 1), dice.between(0, 0.5), dice.between(0.2, 0.7)) : null,
    ceiling: colourOf(0.1, 0.05, dice.between(0.6, 0.95)),
    height: dice.between(2.5, 3.2),
    rack: {
      frame: dark ? colourOf(0.6, 0.05, dice.between(0.14, 0.28)) : colourOf(0.1, 0.06, dice.between(0.6, 0.9)),
      board: dark
        ? colourOf(0.6, 0.05, dice.between(0.16, 0.35))
        : colourOf(0.1, dice.between(0, 0.3), dice.between(0.5, 0.9)),
      rail: dice.chance(0.75) ? colourOf(0.6, 0.04, dice.between(0.75, 0.95)) : colourOf(dice.between(0, 1), 0.7, 0.45),
      pegs: dice.chance(0.5),
    },
    lamp: {
      colour: [1, 0.88 + 0.1 * warm, 0.72 + 0.3 * warm],
      power: dice.between(0.65, 1.05),
      ambient: dice.between(0.4, 0.7),
      slant: [dice.between(-0.45, 0.45), dice.between(-0.45, 0.45)],
    },
    gloss: dice.chance(0.6) ? dice.between(0.05, 0.35) : 0,
    outside: colourOf(dice.between(0.5, 0.65), dice.between(0, 0.15), dice.between(0.5, 0.95)),
    seed: dice.seed(),
  };
}
