/** Whether whoever follows people forgets those who have gone: a day of visits, people compared by their looks, somebody of the staff always there. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { wantedPortraits } from '#core/fusion/wanted-portraits.ts';
import { type Scene, createScene } from '#core/pipeline/scene.ts';
import { stepScene } from '#core/pipeline/step-scene.ts';
import { busyDay } from '../support/busy-day.ts';
import { KnownLooks } from '../support/known-looks.ts';
import type { Bench, Row } from './bench.ts';

const [HOURS, VISITS, SEED] = [8, 500, 7];
/** Of each of four cameras; a day at fifteen would take an hour. */
const FPS = 3;
/** What an interaction, its postings, its visit and its receipt take, which stay until evening, kB. */
const WRITTEN = 4;
/** MB */
const FLAT = 1;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

export const bench: Bench = {
  name: `memory over ${HOURS} simulated hours with ${VISITS} visits, ${FPS} frames/s`,
  async run() {
    const hours = await oneDay();
    const [first, last] = [hours[0]!, hours.at(-1)!];
    const written = (WRITTEN * (last.receipts - first.receipts)) / 1000;
    const grown = last.heap - first.heap;
    return [
      ...hours.flatMap((hour, h) => rowsOf(`after ${h + 1} h`, hour)),
      { what: 'receipts', value: last.receipts, unit: '' },
      {
        what: 'grown from the first hour to the last',
        value: grown,
        unit: 'MB',
        target: `≤ ${FLAT} and ${WRITTEN} kB a visit`,
        met: grown <= FLAT + written,
      },
    ];
  },
};

interface Hour {
  /** After everything was collected that nobody needs, MB. */
  readonly heap: number;
  readonly receipts: number;
  /** How many of each are kept. */
  readonly kept: Readonly<Record<string, number>>;
}

async function oneDay(): Promise<readonly Hour[]> {
  // A little longer: what makes the day is still in memory when its last hour is looked at, as it was at the first.
  const { project, pieces } = busyDay({ hours: HOURS + 0.01, visits: VISITS, fps: FPS, seed: SEED });
  const looks = new KnownLooks(SEED);
  const hours: Hour[] = [];
  let scene = createScene(project);
  let compared = 0;
  for (const { from, inputs } of pieces()) {
    if (from >= (hours.length + 1) * 3600) hours.push(look(scene, compared));
    for (const { input, people } of inputs) {
      const wanted = wantedPortraits(scene.fusion, scene.held);
      const seen = input.kind === 'camera' ? await looks.compare(input, people, wanted) : input;
      scene = stepScene(scene, seen);
      if (seen.kind === 'camera') for (const { unlike } of seen.likenesses?.values() ?? []) compared = unlike.size;
    }
  }
  return hours;
}

function look({ fusion, held, cameras, agreement, whereabouts, receipts }: Scene, compared: number): Hour {
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  const { beliefs, clusters } = fusion;
  const sum = (of: (belief: (typeof beliefs)[number]) => object) =>
    beliefs.reduce((all, belief) => all + Object.keys(of(belief)).length, 0);
  return {
    heap: (heapUsed + arrayBuffers) / 1e6,
    receipts: receipts.length,
    kept: {
      'people followed': beliefs.length,
      'rival histories': clusters.reduce((all, { rivals }) => all + rivals.length, 0),
      'portraits of them': wantedPortraits(fusion, held).size,
      'portraits in the gallery': compared,
      'notes of who was seen beside whom': sum(({ apart }) => apart),
      'notes of who was in one place': sum(({ together }) => together),
      tracks: [...cameras.values()].reduce((all, { tracks }) => all + tracks.length, 0),
      'shoppers whose clocks are compared': agreement.fixes.size,
      'points of their ways': whereabouts.reduce((all, { path }) => all + path.length, 0),
    },
  };
}

const rowsOf = (when: string, { heap, kept }: Hour): readonly Row[] => [
  { what: `${when}: heap`, value: heap, unit: 'MB' },
  ...Object.entries(kept).map(([what, value]) => ({ what: `${when}: ${what}`, value, unit: '' })),
];
