/** What was clicked in the pictures, and what is known of it; see `NOTES.md`. */
import * as v from 'valibot';

const px = v.strictTuple([v.number(), v.number()]);
const byCamera = v.record(v.string(), px);
const note = v.string();

export const clicksSchema = v.strictObject({
  about: v.array(v.string()),
  /** Width and height of the pictures, px. */
  size: v.strictTuple([v.number(), v.number()]),
  /** y of the shelves' front edge, m. */
  shelfFront: v.number(),
  /** m */
  railMiddleBelowShelf: v.number(),
  /** Of the plate surface over the floor, m: a start. */
  shelfHeights: v.record(v.string(), v.number()),
  /** Marks on the floor, `near` a rough guess of where, m. */
  floorMarks: v.array(
    v.strictObject({ id: v.string(), note, near: v.strictTuple([v.number(), v.number()]), clicks: byCamera }),
  ),
  /** Ends of price rails, x known, m. */
  railJoints: v.array(v.strictObject({ id: v.string(), note, x: v.number(), shelf: v.string(), clicks: byCamera })),
  rails: v.array(v.strictObject({ camera: v.string(), shelf: v.string(), note, clicks: v.array(px) })),
  verticals: v.array(v.strictObject({ camera: v.string(), id: v.string(), note, clicks: v.array(px) })),
});

export type Clicks = v.InferOutput<typeof clicksSchema>;
export type Px = readonly [number, number];
