interface Room {
  /** px; the height is `Infinity` where the page scrolls. */
  readonly width: number;
  readonly height: number;
}

/** px between the pictures, and under each for its name. */
const GAP = 8;
const CAPTION = 28;
/** A page that scrolls shows pictures at least this wide, px: two beside each other on a phone. */
const READABLE = 140;

/**
 * How many pictures stand beside each other so that they are as large as they can be.
 *
 * @param count - Pictures, at least 1.
 * @param aspect - width / height of the widest.
 * @returns Columns, and the width of a picture, px.
 */
export function gridColumns(
  count: number,
  aspect: number,
  { width, height }: Room,
): { columns: number; picture: number } {
  let best = { columns: 1, picture: 0 };
  for (let columns = 1; columns <= count; columns++) {
    const rows = Math.ceil(count / columns);
    const wide = (width - GAP * (columns - 1)) / columns;
    const high = ((height - GAP * (rows - 1)) / rows - CAPTION) * aspect;
    const picture = Math.floor(Math.min(wide, high));
    if (height === Infinity && columns > 1 && picture < READABLE) break;
    if (picture > best.picture || height === Infinity) best = { columns, picture };
  }
  return { columns: best.columns, picture: Math.max(best.picture, Math.min(width, 120)) };
}
