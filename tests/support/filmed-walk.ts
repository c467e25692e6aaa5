/** A simulated walk through the corner shop as its four cameras film it, for cameras of a test to show. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readScenario } from '#core/simulation/scenario/read-scenario.ts';
import { simulate } from '#core/simulation/shopping/simulate.ts';
import { openTools } from '../../scripts/headless/open-tools.ts';

const file = join(import.meta.dirname, '../fixtures/scenarios/filmed-walk.txt');
const text = readFileSync(file, 'utf8');
/** Nothing of how a walk is solved was chosen on this one. */
const SEED = 11;
/** Few pictures a second are enough for somebody who walks, and drawing takes minutes without a graphics card. */
const FPS = 5;
const root = join(import.meta.dirname, '../..');
/** Drawn once, and anew when something changes of what decides the pictures. */
const kept = join(root, '.cache/filmed-walk', keyOf(text, ['src/capture/synthetic-store', 'src/core/simulation']));

const scenario = readScenario(text, basename(file));
export const { cameras } = scenario.store;

/** From the beginning of the clips to their end, s. */
export const walkLasts = (): number => simulate(scenario, SEED).moments.at(-1)!.time / 1e6;

/** @returns WebM, VP9, in the order of {@link cameras}. */
export async function filmWalk(): Promise<readonly Buffer[]> {
  if (!existsSync(kept)) await film();
  return cameras.map(({ id }) => readFileSync(join(kept, `${id}.webm`)));
}

async function film(): Promise<void> {
  await using tools = await openTools('drawing');
  await tools.ask('startClips', text, basename(file), SEED, FPS);
  while ((await tools.ask('filmOn', 5)) < 1);
  const clips = await tools.ask('endClips');
  const whole = `${kept}.part`;
  mkdirSync(whole, { recursive: true });
  for (const { camera, base64 } of clips) writeFileSync(join(whole, `${camera}.webm`), Buffer.from(base64, 'base64'));
  renameSync(whole, kept);
}

/** @param folders - All that stands in them counts. */
function keyOf(scenario: string, folders: readonly string[]): string {
  const hash = createHash('sha256').update(JSON.stringify([scenario, SEED, FPS]));
  for (const folder of folders) {
    const names = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).sort();
    for (const name of names.filter((each) => each.endsWith('.ts')))
      hash.update(name).update(readFileSync(join(root, folder, name)));
  }
  return hash.digest('hex').slice(0, 12);
}
