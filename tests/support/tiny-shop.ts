/**
 * A recording of the tiny made-up shop, without video: somebody comes in, takes one bag of crisps, looks at the water,
 * and leaves. Everything is computed, nothing is recorded.
 */
import type { Project } from '#core/planning/project.ts';
import { MICROS_PER_SECOND } from '#core/time/micros.ts';
import { writeZip } from '#storage/write-zip.ts';
import { mulberry32 } from './floor-world.ts';
import { tinyProject } from './tiny-project.ts';

const CRISPS_TAKEN_AT = 6.5;

/** Where the shopper is at each second, m: in by the entry, to the shelf, out by the exit, gone. */
const WALK: readonly (readonly [second: number, x: number, y: number])[] = [
  [0, 1, 0.2],
  [4, 1.2, 2.2],
  [9, 1.6, 2.2],
  [12, 3, 0.25],
];

export function tinyShopProject(changes: Partial<Project> = {}): Project {
  const project = tinyProject();
  return {
    ...project,
    recordings: [
      {
        id: 'walk',
        startedAt: null,
        clips: [],
        readings: project.sensors.map(({ id }) => ({ sensor: id, path: `readings/${id}.csv` })),
        sightings: [{ source: 'positions', path: 'sightings/positions.jsonl' }],
        labels: null,
      },
    ],
    ...changes,
  };
}

/**
 * @param change - Replaces or adds files of the zip, by path; `null` leaves one out.
 * @param seconds - How long the recording goes on; the shopper has left after twelve.
 */
export async function tinyShopZip(
  change: Readonly<Record<string, string | Blob | null>> = {},
  seconds = 16,
): Promise<Blob> {
  const project = tinyShopProject();
  const files: Record<string, string | Blob | null> = {
    'project.json': JSON.stringify(project),
    'sightings/positions.jsonl': positions(seconds),
    ...Object.fromEntries(project.sensors.map(({ id }, index) => [`readings/${id}.csv`, weights(index, seconds)])),
    ...change,
  };
  const entries = Object.entries(files).flatMap(([path, data]) => (data === null ? [] : [{ path, data }]));
  return writeZip(entries);
}

function positions(seconds: number): string {
  const lines: string[] = [];
  for (let tick = 0; tick <= 10 * seconds; tick++) {
    const at = place(tick / 10);
    const person = { id: 'p', x: at?.[0], y: at?.[1], cov: [0.01, 0, 0, 0.01], hands: [] };
    lines.push(JSON.stringify({ time: (tick * MICROS_PER_SECOND) / 10, people: at === null ? [] : [person] }));
  }
  return `${lines.join('\n')}\n`;
}

/** @returns `null` once the shopper has left. */
function place(second: number): readonly [number, number] | null {
  const next = WALK.findIndex(([at]) => at > second);
  if (next === -1) return null;
  const [[t0, x0, y0], [t1, x1, y1]] = [WALK[next - 1]!, WALK[next]!];
  const part = (second - t0) / (t1 - t0);
  return [x0 + part * (x1 - x0), y0 + part * (y1 - y0)];
}

function weights(sensor: number, seconds: number): string {
  const random = mulberry32(sensor + 1);
  const rows = ['time_us,grams'];
  for (let sample = 0; sample < 60 * seconds; sample++) {
    const second = sample / 60;
    const grams = 1000 + (sensor === 0 && second >= CRISPS_TAKEN_AT ? -105 : 0) + 6 * (random() - 0.5);
    rows.push(`${Math.round(second * MICROS_PER_SECOND)},${grams.toFixed(2)}`);
  }
  return `${rows.join('\n')}\n`;
}
