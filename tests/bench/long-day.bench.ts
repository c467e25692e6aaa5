/** Whether the whole page moves at 60 frames a second over eight hours with 5,000 interactions, while it is gone through. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { openApp } from '../../scripts/headless/open-app.ts';
import { longDay } from '../support/long-day.ts';
import type { Bench, Row } from './bench.ts';
import { type Watched, prepareWatch, watchPage } from './watch-page.ts';

const FRAMES = 240;
/** A frame of 60 a second, with what its clock may be off. */
const FRAME = 17.5;
const COMPUTING = 1000 / 60;

export const bench: Bench = {
  name: 'a day of 5,000 interactions on the page',
  async run() {
    const folder = await mkdtemp(join(tmpdir(), 'openaisle-day-'));
    const { archive, interactions } = await longDay();
    const file = join(folder, 'day.zip');
    await writeFile(file, new Uint8Array(await archive.arrayBuffer()));
    await using app = await openApp();
    const { page } = app;
    await page.setViewportSize({ width: 1440, height: 900 });
    await prepareWatch(page);
    await page.reload();
    await page.getByTestId('files').setInputFiles(file);
    await page.locator('[data-testid="session"][data-phase="finished"]').waitFor({ timeout: 300_000 });
    await page.getByRole('heading', { name: new RegExp(String(interactions), 'u') }).waitFor();
    await rm(folder, { recursive: true, force: true });
    return [
      ...(await moved('timeline, zoomed', page, zoomTimeline)),
      ...(await moved('timeline, panned', page, panTimeline)),
      ...(await moved('list of interactions, scrolled', page, scrollList)),
      { what: 'interactions', value: interactions, unit: '' },
      { what: 'load of the machine, one minute', value: loadavg()[0]!, unit: 'processes' },
    ];
  },
};

async function moved(
  what: string,
  page: Page,
  move: (page: Page, frames: number) => Promise<readonly number[]>,
): Promise<readonly Row[]> {
  let intervals: readonly number[] = [];
  const watched = await watchPage(page, async () => {
    intervals = await move(page, FRAMES);
    return 0;
  });
  const interval = percentile95(intervals);
  const computing = computingOf(watched) / FRAMES;
  return [
    { what: `${what}: between frames, p95`, value: interval, unit: 'ms', target: `≤ ${FRAME}`, met: interval <= FRAME },
    {
      what: `${what}: main thread computing a frame`,
      value: computing,
      unit: 'ms',
      target: `≤ ${COMPUTING.toFixed(1)}`,
      met: computing <= COMPUTING,
    },
    { what: `${what}: longest task, computing`, value: Math.max(...watched.tasks.map(({ cpu }) => cpu)), unit: 'ms' },
  ];
}

const computingOf = ({ tasks }: Watched): number => tasks.reduce((sum, { cpu }) => sum + cpu, 0);

function percentile95(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(0.95 * (values.length - 1))]!;
}

/** In to a few minutes, and out again: a turn of the wheel a frame. */
const zoomTimeline = (page: Page, frames: number) =>
  page.evaluate(async (count) => {
    const line = document.querySelector('.timeline')!;
    const { left, top, width } = line.getBoundingClientRect();
    const intervals: number[] = [];
    let last = await new Promise<number>(requestAnimationFrame);
    for (let i = 0; i < count; i++) {
      const deltaY = i < count / 2 ? -15 : 15;
      const at = { clientX: left + width * (0.3 + (0.4 * i) / count), clientY: top + 30 };
      line.dispatchEvent(new WheelEvent('wheel', { deltaY, ...at, bubbles: true, cancelable: true }));
      const now = await new Promise<number>(requestAnimationFrame);
      intervals.push(now - last);
      last = now;
    }
    return intervals;
  }, frames);

/** Half an hour wide, from morning to evening. */
const panTimeline = (page: Page, frames: number) =>
  page.evaluate(async (count) => {
    const line = document.querySelector('.timeline')!;
    const { left, top, width } = line.getBoundingClientRect();
    const turn = (change: WheelEventInit) =>
      line.dispatchEvent(
        new WheelEvent('wheel', { clientX: left, clientY: top + 30, bubbles: true, cancelable: true, ...change }),
      );
    turn({ deltaY: -Math.log(16) / 0.002 });
    const intervals: number[] = [];
    let last = await new Promise<number>(requestAnimationFrame);
    for (let i = 0; i < count; i++) {
      turn({ deltaX: (15 * width) / count });
      const now = await new Promise<number>(requestAnimationFrame);
      intervals.push(now - last);
      last = now;
    }
    return intervals;
  }, frames);

const scrollList = (page: Page, frames: number) =>
  page.evaluate(async (count) => {
    const list = document.querySelector('.list .scroller')!;
    const intervals: number[] = [];
    let last = await new Promise<number>(requestAnimationFrame);
    for (let i = 0; i < count; i++) {
      list.scrollTop += i % 60 < 50 ? 40 : 3000;
      const now = await new Promise<number>(requestAnimationFrame);
      intervals.push(now - last);
      last = now;
    }
    return intervals;
  }, frames);
