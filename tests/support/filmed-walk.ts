/** A simulated walk through the corner shop as its four cameras film it, for cameras of a test to show. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
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
/** Drawn once. */
const kept = join(
  import.meta.dirname,
  '../../.cache/filmed-walk',
  createHash('sha256').update(text).digest('hex').slice(0, 12),
);

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
