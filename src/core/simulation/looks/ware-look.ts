import { type Colour, colourOf } from '#core/simulation/looks/colour.ts';
import { diceOf } from '#core/simulation/looks/dice.ts';
import type { Ware } from '#core/simulation/moment.ts';

/** How a label is laid out; sizes are parts of its width and height. */
export interface WareLook {
  readonly ground: Colour;
  readonly band: Colour;
  readonly accent: Colour;
  readonly ink: Colour;
  /** Of what shines through a bottle or is its cap. */
  readonly content: Colour;
  readonly brand: string;
  readonly kind: string;
  readonly design: 'band' | 'sash' | 'disc' | 'split' | 'rays' | 'window' | 'frame';
  /** How high the brand stands, from the top. */
  readonly brandAt: number;
  readonly brandSize: number;
  readonly slant: number;
  readonly motif: 'fruit' | 'leaf' | 'grain' | 'drop' | 'star' | 'wave' | 'bean';
  readonly motifs: number;
  /** Of the motifs' places. */
  readonly seed: number;
}

const ONSETS = [
  'b',
  'br',
  'c',
  'd',
  'f',
  'fl',
  'g',
  'gr',
  'k',
  'l',
  'm',
  'n',
  'p',
  'pr',
  'r',
  's',
  'st',
  't',
  'tr',
  'v',
  'z',
];
const VOWELS = ['a', 'e', 'i', 'o', 'u', 'ee', 'oo', 'ai'];
const ENDINGS = ['', 'n', 'l', 'r', 's', 'x', 'ck', 'm', 't'];
const KINDS = [
  'crisps',
  'cola',
  'tea',
  'water',
  'oats',
  'nuts',
  'cocoa',
  'juice',
  'rice',
  'beans',
  'bar',
  'mints',
  'soup',
  'soap',
];

export function wareLook({ look, shape }: Pick<Ware, 'look' | 'shape'>): WareLook {
  const dice = diceOf(look);
  const hue = dice.between(0, 1);
  const pale = dice.chance(0.25);
  const dark = !pale && dice.chance(0.25);
  const ground = colourOf(
    hue,
    dice.between(0.4, 0.95),
    pale ? dice.between(0.82, 0.95) : dark ? dice.between(0.06, 0.2) : dice.between(0.3, 0.6),
  );
  const otherHue = hue + dice.pick([0.08, 0.17, 0.33, 0.5, 0.58]);
  const syllable = () => dice.pick(ONSETS) + dice.pick(VOWELS);
  const brand = syllable() + (dice.chance(0.6) ? syllable() : '') + dice.pick(ENDINGS);
  return {
    ground,
    band: colourOf(otherHue, dice.between(0.3, 0.9), dice.pick([0.2, 0.45, 0.55, 0.85])),
    accent: colourOf(hue + dice.between(0.3, 0.7), dice.between(0.6, 1), dice.between(0.45, 0.7)),
    ink: pale || dice.chance(0.2) ? [0.08, 0.07, 0.1] : [0.98, 0.97, 0.94],
    content: shape === 'bottle' ? dice.pick(CONTENTS) : ground,
    brand: dice.chance(0.5) ? brand.toUpperCase() : brand.charAt(0).toUpperCase() + brand.slice(1),
    kind: dice.pick(KINDS),
    design: dice.pick(['band', 'sash', 'disc', 'split', 'rays', 'window', 'frame'] as const),
    brandAt: dice.between(0.16, 0.42),
    brandSize: dice.between(0.2, 0.34),
    slant: dice.chance(0.4) ? dice.between(-0.2, 0.2) : 0,
    motif: dice.pick(['fruit', 'leaf', 'grain', 'drop', 'star', 'wave', 'bean'] as const),
    motifs: 1 + dice.below(7),
    seed: dice.seed(),
  };
}

const CONTENTS: readonly Colour[] = [
  [0.75, 0.85, 0.9],
  [0.8, 0.88, 0.92],
  [0.16, 0.07, 0.04],
  [0.9, 0.5, 0.1],
  [0.7, 0.12, 0.12],
  [0.35, 0.6, 0.2],
  [0.92, 0.9, 0.84],
  [0.9, 0.8, 0.3],
];
