import { HOTA_ALPHAS, hota, hotaCurves } from '#core/metrics/hota.ts';
import { axes, curve } from './curves.ts';
import { scoreStory } from './scene.ts';
import { COLOURS, percent, svg, text } from './svg.ts';

const NAMES = ['HOTA', 'DetA', 'AssA'] as const;

/** HOTA and its two halves over the threshold, of a tracker whose boxes are the worse the later, and which changes the name once. */
export function hotaAlphaPicture(): string {
  const sums = scoreStory('aaaaaaaaaaaaaabbbbbb', (frame) => 1 - 0.035 * frame).hota;
  const curves = hotaCurves(sums);
  const figures = hota.finish(sums);
  const place = { x: 56, y: 40, width: 380, height: 220 };
  return svg(640, 320, 'HOTA, DetA and AssA over the threshold of overlap', [
    ...axes(place, 'overlap that a match needs, α', 'figure'),
    ...NAMES.map((name, i) => curve(place, HOTA_ALPHAS, curves[name], COLOURS[i]!)),
    ...NAMES.map((name, i) =>
      text(460, 70 + 24 * i, `${name}: mean ${percent(figures[name])}`, { fill: COLOURS[i]!, weight: 600 }),
    ),
  ]);
}
