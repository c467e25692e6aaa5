import { identity } from '#core/metrics/identity.ts';
import { scoreStory } from './scene.ts';
import { COLOURS, LINE, QUIET, percent, rect, svg, text } from './svg.ts';

const FOLLOWED = 'aaaaaa..bbbbbbbbbbbb';
const [LEFT, CELL] = [110, 20];

/** One shopper under two names: the name that is theirs for longer is theirs, and the other is a stranger's. */
export function idf1Picture(): string {
  const sums = scoreStory(FOLLOWED).identity;
  const { IDF1 } = identity.finish(sums);
  const strip = (y: number, colour: (name: string) => string): string[] =>
    FOLLOWED.split('').map((name, f) => rect(LEFT + f * CELL, y, CELL - 2, 22, colour(name)));
  return svg(LEFT + FOLLOWED.length * CELL + 24, 200, 'How IDF1 counts one shopper under two names', [
    text(16, 36, 'truth'),
    ...strip(20, () => QUIET),
    text(16, 76, 'tracked'),
    ...strip(60, (name) => (name === '.' ? LINE : COLOURS[name === 'a' ? 0 : 1])),
    text(16, 116, 'counted'),
    ...strip(100, (name) => (name === 'b' ? COLOURS[2] : LINE)),
    text(LEFT, 150, `IDTP ${sums.IDTP} frames under the name that fits best`, { fill: COLOURS[2], weight: 600 }),
    text(LEFT, 170, `IDFN ${sums.IDFN} true frames without it · IDFP ${sums.IDFP} frames under another name`, {
      fill: QUIET,
    }),
    text(LEFT, 190, `IDF1 = 2 · ${sums.IDTP} / (2 · ${sums.IDTP} + ${sums.IDFN} + ${sums.IDFP}) = ${percent(IDF1)} %`),
  ]);
}
