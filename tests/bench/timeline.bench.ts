/** Whether eight hours with 5,000 interactions pan and zoom at 60 frames a second. */
import { chromium } from 'playwright-core';
import { findBrowser } from '../../scripts/build/browser.mjs';
import type { TimelinePage } from '../support/pages/timeline/page.ts';
import { servePage } from '../support/serve-page.ts';
import { type Bench, NotMeasured } from './bench.ts';

declare const window: { readonly page: TimelinePage };

const FRAMES = 600;
/** A frame of 60 a second, with what its clock may be off. */
const FRAME = 17.5;

export const bench: Bench = {
  name: 'timeline',
  run: async () => {
    const executablePath = findBrowser();
    if (executablePath === null) throw new NotMeasured('there is no Chromium');
    await using served = await servePage('timeline');
    const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
    try {
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
      await page.goto(served.url);
      const { intervals, draws } = await page.evaluate((frames) => window.page.play(frames), FRAMES);
      const interval = percentile95(intervals);
      return [
        {
          what: 'timeline, 5,000 interactions in 8 h: between frames, p95',
          value: interval,
          unit: 'ms',
          target: `≤ ${FRAME}`,
          met: interval <= FRAME,
        },
        { what: 'timeline, drawing one frame, p95', value: percentile95(draws), unit: 'ms' },
      ];
    } finally {
      await browser.close();
    }
  },
};

function percentile95(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(0.95 * values.length)]!;
}
