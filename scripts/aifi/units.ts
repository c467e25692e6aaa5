/** AiFi measures cameras and skeletons in inches, shelves in metres, weights in grams and money in whole dollars. */

export const METRES_PER_INCH = 0.0254;

/** What the data call 1 is a placeholder of one dollar; nothing, zero or less is no price. */
export function centsOf(dollars: number | undefined): number | null {
  return dollars === undefined || dollars <= 0 ? null : Math.round(dollars * 100);
}

/** The data write an unknown weight as nothing or 0. */
export function gramsOf(weight: number | undefined): number | null {
  return weight === undefined || !(weight > 0) ? null : Math.round(weight * 100) / 100;
}

/** `632565000012` of gondola 1, shelf 5, plates 9 and 10 lies on `g1-s5-p9` and `g1-s5-p10`. */
export function plateId(gondola: number, shelf: number, plate: number): string {
  return `${shelfId(gondola, shelf)}-p${plate}`;
}

export function shelfId(gondola: number, shelf: number): string {
  return `g${gondola}-s${shelf}`;
}
