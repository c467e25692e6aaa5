/** Whether the page stays quick while four live cameras are looked at by the CPU and recorded. */
import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { openApp } from '../../scripts/headless/open-app.ts';
import { data } from '../support/data.ts';
import { filmFlags, multiplyCamera, writeFilm } from '../support/film-cameras.ts';
import { startWebcams } from '../support/start-webcams.ts';
import { type Bench, NotMeasured, type Row } from './bench.ts';
import { type Watched, prepareWatch, watchPage } from './watch-page.ts';

const CAMERAS = 4;
/** The machine may be busy with other things: the quietest round says what the page costs, the loudest what else went on. */
const ROUNDS = 3;
/** s of a round */
const SECONDS = 10;
/** Between two interactions, ms: as fast as somebody clicks who knows the place. */
const PAUSE = 250;
const MOST = 50;

export const bench: Bench = {
  name: 'four webcams, looked at and recorded',
  async run() {
    const [clip, model] = [data('intel-videos/one-by-one-person-detection.mp4'), data('models/yolox_nano_416.onnx')];
    if (clip === null || model === null) throw new NotMeasured('the clip or the model is not in the data folder');
    const folder = await mkdtemp(join(tmpdir(), 'openaisle-film-'));
    const film = join(folder, 'film.mjpeg');
    {
      await using studio = await openApp();
      await writeFilm(studio.page, clip, film);
    }
    await using app = await openApp({ flags: filmFlags(film) });
    const { page } = app;
    await page.setViewportSize({ width: 1440, height: 900 });
    await prepareWatch(page);
    await multiplyCamera(page, CAMERAS);
    await page.reload();
    await page.getByTestId('files').setInputFiles(model);
    await page.getByText('YOLOX-nano 416').first().waitFor();
    await startWebcams(page, CAMERAS);
    await page.waitForTimeout(3000); // the network is compiled, the encoders are open
    const rounds: Round[] = [];
    for (let i = 0; i < ROUNDS; i++) {
      rounds.push({ ...(await watchPage(page, () => interact(page))), load: loadavg()[0]! });
    }
    await rm(folder, { recursive: true });
    rounds.sort((a, b) => p95Of(a) - p95Of(b) || a.longTasks.length - b.longTasks.length);
    return [...rowsOf('quietest round', rounds[0]!), ...rowsOf('loudest round', rounds.at(-1)!)];
  },
};

interface Round extends Watched {
  /** Processes that wanted to run. */
  readonly load: number;
}

function rowsOf(round: string, { longTasks, tasks, interactions, load, ...rest }: Round): readonly Row[] {
  const computed = Math.max(0, ...tasks.map(({ cpu }) => cpu));
  const busy = tasks.reduce((sum, { cpu }) => sum + cpu, 0) / (10 * SECONDS);
  const p95 = p95Of({ longTasks, tasks, interactions, ...rest });
  const row = (what: string, value: number, unit: string): Row => ({ what: `${round}: ${what}`, value, unit });
  const target = `≤ ${MOST}`;
  return [
    { ...row('tasks over 50 ms by the clock', longTasks.length, ''), target: '0', met: longTasks.length === 0 },
    row('longest task by the clock', tasks[0]?.wall ?? 0, 'ms'),
    { ...row('longest task, computing', computed, 'ms'), target, met: computed <= MOST },
    row('main thread computing', busy, '%'),
    { ...row(`interaction to paint, p95 of ${interactions.length}`, p95, 'ms'), target, met: p95 <= MOST },
    row('interaction to paint, longest', interactions.at(-1)!, 'ms'),
    row('load of the machine, one minute', load, 'processes'),
  ];
}

const p95Of = ({ interactions }: Watched): number => interactions[Math.floor(0.95 * (interactions.length - 1))]!;

/** What somebody does who watches: looks closer, opens and closes panels, points at people, looks for a command. */
async function interact(page: Page): Promise<number> {
  const { keyboard } = page;
  const canvas = (index: number) => page.locator('[data-testid="session"] figure canvas').nth(index);
  const step = [
    () => keyboard.press('m'),
    () => keyboard.press('m'),
    () => keyboard.press('b'),
    () => keyboard.press('b'),
    () => keyboard.press('+'),
    () => keyboard.press('-'),
    () => canvas(1).click({ position: { x: 60, y: 60 } }),
    () => keyboard.press('2'),
    () => canvas(0).click({ position: { x: 90, y: 90 } }),
    () => keyboard.press('Escape'),
    () => keyboard.press('Control+k'),
    () => keyboard.press('f'),
    () => keyboard.press('Escape'),
    () => keyboard.press('0'),
  ] as const;
  const until = Date.now() + 1000 * SECONDS;
  let count = 0;
  // Whole turns: the next round begins where this one did, with all cameras in view.
  while (Date.now() < until || count % step.length !== 0) {
    await step[count++ % step.length]!();
    await page.waitForTimeout(PAUSE);
  }
  return count;
}
