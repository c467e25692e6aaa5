import { LINE, QUIET, path, text } from './svg.ts';

export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Axes from 0 to 1. */
export function axes({ x, y, width, height }: Place, across: string, up: string): string[] {
  const bottom = y + height;
  const ticks = [0, 0.5, 1].flatMap((share) => [
    path(
      [
        [x, bottom - share * height],
        [x + width, bottom - share * height],
      ],
      LINE,
      1,
    ),
    text(x - 8, bottom - share * height + 4, String(share), { anchor: 'end', fill: QUIET }),
    text(x + share * width, bottom + 18, String(share), { anchor: 'middle', fill: QUIET }),
  ]);
  return [
    ...ticks,
    text(x + width / 2, bottom + 38, across, { anchor: 'middle', fill: QUIET }),
    text(x, y - 10, up, { anchor: 'middle', fill: QUIET }),
  ];
}

/** A line of values in `[0, 1]` over `at`. */
export function curve(place: Place, at: readonly number[], values: readonly number[], stroke: string): string {
  const { x, y, width, height } = place;
  return path(
    at.map((share, i) => [x + share * width, y + (1 - values[i]!) * height] as const),
    stroke,
  );
}
