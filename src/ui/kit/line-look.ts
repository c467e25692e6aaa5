/** How one of several curves looks, the same in its picture and beside its name. */
export interface LineLook {
  /** A token of colour, as CSS names it. */
  readonly colour: string;
  /** Ink and gap, px; empty for a line without gaps. */
  readonly dash: readonly number[];
}

const DASHES = [[], [8, 4], [2, 3], [10, 3, 2, 3], [5, 3], [14, 4]] as const satisfies readonly (readonly number[])[];
const COLOURS = 6;

/** @param line - From 0. After six the colours come again, with other dashes. */
export function lineLook(line: number): LineLook {
  const round = Math.floor(line / COLOURS);
  return { colour: `var(--line-${(line % COLOURS) + 1})`, dash: DASHES[(line + round) % DASHES.length]! };
}
