/** Where the words of a plan stand, so that no two lie over each other and none lies on what stands in the store. */
import type { Box } from '#core/geometry/box.ts';

export interface WantedLabel {
  readonly text: string;
  /** Of the text, px. */
  readonly width: number;
  /** Where it belongs, px; and what it must not leave, or hardly. */
  readonly at: { readonly x: number; readonly y: number };
  readonly room: Box;
}

export interface PlacedLabel<Wanted extends WantedLabel = WantedLabel> {
  readonly wanted: Wanted;
  /** Its middle, px. */
  readonly x: number;
  readonly y: number;
  /** A quarter to the left. */
  readonly turned: boolean;
}

/** Of a line of words with the room around it, px. */
const LINE = 16;
/** What a word may stand out, px. */
const SLACK = 4;

/**
 * Each is placed in the middle of where it belongs or, when something is there, as near to it as it fits. What stands everywhere is written upon:
 * a name is worth more than what it covers. Words stay away where there is no room for them, or only upon others.
 *
 * @param wanted - The first ones choose first.
 * @param taken - Where nothing should stand, px: of what stands askew, more than it takes.
 */
export function placeLabels<Wanted extends WantedLabel>(
  wanted: readonly Wanted[],
  taken: readonly Box[],
): readonly PlacedLabel<Wanted>[] {
  const said: Box[] = [];
  return wanted.flatMap((label) => {
    const { x0, y0, x1, y1 } = label.room;
    const turned = x1 - x0 < label.width && y1 - y0 > label.width;
    const places = steps(turned ? x1 - x0 : y1 - y0)
      .map((step) => {
        const [x, y] = turned ? [label.at.x + step, label.at.y] : [label.at.x, label.at.y + step];
        return { x, y, box: boxAround(x, y, turned ? LINE : label.width, turned ? label.width : LINE) };
      })
      .filter(({ box }) => isIn(box, label.room, turned) && !said.some((other) => overlap(box, other)));
    const place = places.find(({ box }) => !taken.some((other) => overlap(box, other))) ?? places[0];
    if (place === undefined) return [];
    said.push(place.box);
    return [{ wanted: label, x: place.x, y: place.y, turned }];
  });
}

/** 0, and away from it to both sides by turns, px. */
function steps(room: number): readonly number[] {
  const lines = Math.floor(room / LINE);
  return [
    0,
    ...Array.from({ length: 2 * lines }, (_, i) => ((i % 2 === 0 ? 1 : -1) * LINE * (Math.floor(i / 2) + 1)) / 2),
  ];
}

const boxAround = (x: number, y: number, width: number, height: number): Box => ({
  x0: x - width / 2,
  y0: y - height / 2,
  x1: x + width / 2,
  y1: y + height / 2,
});

/** Its ends stay in the room, and its middle: a word may be higher than a narrow shelf. */
function isIn(box: Box, room: Box, turned: boolean): boolean {
  const ends = turned
    ? box.y0 >= room.y0 - SLACK && box.y1 <= room.y1 + SLACK
    : box.x0 >= room.x0 - SLACK && box.x1 <= room.x1 + SLACK;
  const [x, y] = [(box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2];
  return ends && (turned ? x >= room.x0 && x <= room.x1 : y >= room.y0 && y <= room.y1);
}

const overlap = (a: Box, b: Box): boolean => a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1;
