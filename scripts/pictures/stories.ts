import { tracking } from '#core/metrics/tracking.ts';
import { type Followed, scoreStory } from './scene.ts';
import { COLOURS, LINE, QUIET, percent, rect, svg, text } from './svg.ts';

const STORIES: readonly (readonly [string, Followed])[] = [
  ['follows all the way', 'aaaaaaaaaaaaaaaaaaaa'],
  ['sees half of it, under one name', 'a.a.a.a.a.a.a.a.a.a.'],
  ['sees all of it, under two names', 'aaaaaaaaaabbbbbbbbbb'],
  ['changes the name for a moment', 'aaaaaaaaaabbaaaaaaaa'],
];
const FIGURES = ['HOTA', 'DetA', 'AssA', 'MOTA', 'IDF1'] as const;
const [LEFT, TOP, ROW, CELL] = [236, 44, 40, 13];
const right = LEFT + 20 * CELL + 24;

/** Four ways to follow one shopper for twenty frames, and what each metric makes of them. */
export function storiesPicture(): string {
  const head = [
    text(16, 28, 'A tracker that …', { fill: QUIET }),
    text(LEFT, 28, 'frame 1 to 20, a colour a name', { fill: QUIET }),
    ...FIGURES.map((name, i) => text(right + 56 * i + 40, 28, name, { anchor: 'end', weight: 600 })),
  ];
  const rows = STORIES.flatMap(([words, followed], row) => {
    const y = TOP + row * ROW;
    const figures = tracking.finish(scoreStory(followed));
    return [
      text(16, y + 20, words),
      ...followed.split('').map((name, f) => rect(LEFT + f * CELL, y + 6, CELL - 2, 20, colourOf(name))),
      ...FIGURES.map((name, i) => text(right + 56 * i + 40, y + 20, percent(figures[name]), { anchor: 'end' })),
    ];
  });
  return svg(right + 56 * FIGURES.length + 16, TOP + STORIES.length * ROW + 8, 'Four trackers and their figures', [
    ...head,
    ...rows,
  ]);
}

const colourOf = (name: string): string => (name === '.' ? LINE : COLOURS[name === 'a' ? 0 : 1]);
