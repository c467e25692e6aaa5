/**
 * One moment of a simulated store: what a renderer draws, and what boxes, hands and weights are the truth of.
 *
 * Ground frame, m (see `docs/formats.md`). Angles in rad, anticlockwise seen from above, 0 along x.
 */
import type { WorldPoint } from '#core/geometry/frames.ts';
import type { Micros } from '#core/time/micros.ts';

/** A product as a thing: what a SKU of the project looks like. Its label is drawn from `look`. */
export interface Ware {
  /** Of the SKU. */
  readonly gtin: string;
  readonly shape: 'box' | 'can' | 'bottle' | 'bag';
  /** Across the shelf's front, into the shelf, up; m. */
  readonly size: readonly [width: number, depth: number, height: number];
  /** Seed of its colours and label. */
  readonly look: number;
}

/** Somebody of the cast. The same for the whole simulation. */
export interface Person {
  /** As the scenario calls them. */
  readonly id: string;
  readonly role: 'shopper' | 'staff';
  /** m, of somebody who stands upright. */
  readonly height: number;
  /** Breadth against a middling build of that height: 0.85 slim, 1.25 stout. */
  readonly build: number;
  /** Seed of skin, hair and clothes. */
  readonly look: number;
  /** Seed of how they walk. */
  readonly walk: number;
  readonly bag: 'none' | 'shoulder' | 'basket';
}

export type Side = 'left' | 'right';

export interface HandMoment {
  /** Where the hand is, or is on its way to; `null` while it swings along with the walk or hangs. */
  readonly at: WorldPoint | null;
  /** The item in it, by its index in {@link Moment.items}. */
  readonly holds: number | null;
}

export interface PersonMoment {
  /** Index into the cast. */
  readonly person: number;
  readonly x: number;
  readonly y: number;
  /** Where the body is turned. */
  readonly heading: number;
  /** m/s along the heading. */
  readonly speed: number;
  /** Strides since they came, one a left and a right step; its fraction is the phase of the walk. */
  readonly stride: number;
  /** 0 upright, 1 squatting on the heels. */
  readonly crouch: number;
  /** How far the trunk is bent forward. */
  readonly bend: number;
  /** How far the head is turned against the body. */
  readonly gaze: number;
  readonly left: HandMoment;
  readonly right: HandMoment;
}

/** One unit of a product. Its index in {@link Moment.items} is the same for the whole simulation. */
export interface Item {
  /** Index into the wares. */
  readonly ware: number;
  readonly place: ItemPlace;
}

export type ItemPlace =
  /** Middle of its underside, and how it is turned against the shelf. */
  | { readonly kind: 'shelf'; readonly at: WorldPoint; readonly facing: number }
  | { readonly kind: 'hand'; readonly person: number; readonly side: Side }
  /** Seen no more: in somebody's bag, or gone with them. In a basket it can still be seen. */
  | { readonly kind: 'bag'; readonly person: number }
  | { readonly kind: 'gone' };

export interface Moment {
  readonly time: Micros;
  /** Those in or about the store now. */
  readonly people: readonly PersonMoment[];
  readonly items: readonly Item[];
}
