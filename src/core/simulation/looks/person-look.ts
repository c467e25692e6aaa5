import { type Colour, blend, colourOf } from '#core/simulation/looks/colour.ts';
import { type Dice, diceOf } from '#core/simulation/looks/dice.ts';
import type { Person } from '#core/simulation/moment.ts';

export type Pattern = 'plain' | 'stripes' | 'bars' | 'plaid' | 'dots' | 'print' | 'denim' | 'knit' | 'blocks';

export interface Cloth {
  readonly pattern: Pattern;
  readonly colour: Colour;
  readonly second: Colour;
  /** Of the details of the pattern. */
  readonly seed: number;
}

export interface PersonLook {
  readonly skin: Colour;
  readonly hair: {
    readonly style: 'bald' | 'cropped' | 'short' | 'bob' | 'long' | 'tail' | 'bun' | 'curly';
    readonly colour: Colour;
  };
  readonly beard: number;
  readonly glasses: boolean;
  readonly hat: { readonly kind: 'none' | 'cap' | 'beanie' | 'hood' | 'scarf'; readonly colour: Colour };
  readonly top: Cloth & {
    /** Where sleeves end: 0 at the shoulder, 1 at the wrist. */
    readonly sleeve: number;
    /** How far it stands off the body: 0 tight, 1 loose. */
    readonly loose: number;
    /** Where its hem is: 0 at the hip joint, below it as parts of the thigh. */
    readonly hem: number;
    readonly open: boolean;
  };
  readonly bottom: Cloth & {
    readonly kind: 'trousers' | 'shorts' | 'skirt' | 'leggings';
    /** Where it ends: 0 at the hip, 1 at the knee, 2 at the ankle. */
    readonly length: number;
    readonly loose: number;
  };
  readonly apron: Colour | null;
  readonly shoes: Colour;
  readonly sole: Colour;
  readonly bag: Colour;
}

const SKIN: readonly Colour[] = [
  [0.96, 0.82, 0.74],
  [0.92, 0.75, 0.64],
  [0.87, 0.68, 0.54],
  [0.78, 0.57, 0.43],
  [0.64, 0.44, 0.32],
  [0.5, 0.33, 0.23],
  [0.36, 0.23, 0.16],
  [0.28, 0.18, 0.13],
];

const HAIR: readonly Colour[] = [
  [0.07, 0.06, 0.06],
  [0.11, 0.08, 0.06],
  [0.2, 0.13, 0.09],
  [0.33, 0.22, 0.13],
  [0.5, 0.36, 0.2],
  [0.74, 0.59, 0.36],
  [0.48, 0.2, 0.1],
  [0.55, 0.54, 0.52],
  [0.82, 0.81, 0.79],
];

export function personLook({ look, role, height }: Pick<Person, 'look' | 'role' | 'height'>): PersonLook {
  const dice = diceOf(look);
  const child = height < 1.45;
  const feminine = dice.chance(0.5);
  const skin = blend(dice.pick(SKIN), dice.pick(SKIN), dice.between(0, 0.25));
  const style = feminine
    ? dice.pick(['short', 'bob', 'bob', 'long', 'long', 'tail', 'bun', 'curly'] as const)
    : dice.pick(['bald', 'cropped', 'cropped', 'short', 'short', 'short', 'curly', 'long'] as const);
  const hatKind = dice.chance(0.2) ? dice.pick(['cap', 'cap', 'beanie', 'hood', 'scarf'] as const) : 'none';
  const cold = dice.chance(0.4);
  const staff = role === 'staff';
  const top = cloth(dice, cold ? COAT_PATTERNS : SHIRT_PATTERNS);
  const kind =
    feminine && dice.chance(0.3) ? 'skirt' : dice.chance(0.14) ? 'shorts' : dice.chance(0.12) ? 'leggings' : 'trousers';
  const hair = blend(dice.pick(HAIR), dice.pick(HAIR), dice.between(0, 0.2));
  return {
    skin,
    hair: { style, colour: dice.chance(0.04) ? clothColour(dice) : hair },
    beard: !feminine && !child && dice.chance(0.4) ? dice.between(0.3, 1) : 0,
    glasses: dice.chance(0.25),
    hat: { kind: hatKind, colour: clothColour(dice) },
    top: {
      ...top,
      sleeve: cold || staff ? dice.between(0.9, 1) : dice.pick([0.06, 0.32, 0.4, 0.45, 0.5, 0.75, 0.95, 1]),
      loose: cold ? dice.between(0.5, 1.2) : dice.between(0, 0.6),
      hem: cold ? dice.pick([0.1, 0.2, 0.35, 0.75]) : dice.between(-0.05, 0.2),
      open: cold && dice.chance(0.5),
    },
    bottom: {
      ...cloth(dice, kind === 'skirt' ? SHIRT_PATTERNS : TROUSER_PATTERNS),
      ...(dice.chance(0.55) && kind !== 'skirt' ? { pattern: 'denim' as const, ...jeans(dice) } : {}),
      kind,
      length:
        kind === 'skirt' ? dice.between(0.7, 1.7) : kind === 'shorts' ? dice.between(0.55, 1.1) : dice.between(1.85, 2),
      loose: kind === 'leggings' ? 0 : dice.between(0.15, 0.9),
    },
    apron: staff ? clothColour(dice) : null,
    shoes: dice.pick([
      [0.06, 0.06, 0.07],
      [0.16, 0.11, 0.08],
      [0.9, 0.9, 0.88],
      [0.35, 0.36, 0.38],
      clothColour(dice),
    ] as const),
    sole: dice.chance(0.6) ? [0.88, 0.87, 0.84] : [0.1, 0.1, 0.1],
    bag: dice.chance(0.5) ? [0.12, 0.1, 0.1] : clothColour(dice),
  };
}

const SHIRT_PATTERNS = [
  'plain',
  'plain',
  'plain',
  'stripes',
  'bars',
  'plaid',
  'dots',
  'print',
  'print',
  'blocks',
] as const;
const COAT_PATTERNS = ['plain', 'plain', 'plain', 'knit', 'knit', 'denim', 'plaid', 'blocks'] as const;
const TROUSER_PATTERNS = ['plain', 'plain', 'plain', 'plain', 'stripes', 'plaid'] as const;

function cloth(dice: Dice, patterns: readonly Pattern[]): Cloth {
  return { pattern: dice.pick(patterns), colour: clothColour(dice), second: clothColour(dice), seed: dice.seed() };
}

const jeans = (dice: Dice) => ({
  colour: colourOf(dice.between(0.58, 0.63), dice.between(0.15, 0.5), dice.between(0.14, 0.5)),
});

/** Most clothes are dark, grey or pale; some are bright. */
function clothColour(dice: Dice): Colour {
  const grey = dice.chance(0.45);
  const saturation = grey ? dice.between(0, 0.12) : dice.between(0.2, 0.8);
  const lightness = grey ? dice.pick([0.07, 0.12, 0.2, 0.35, 0.55, 0.8, 0.92]) : dice.between(0.14, 0.68);
  return colourOf(dice.between(0, 1), saturation, lightness);
}
