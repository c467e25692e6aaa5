/** A simulated walk through the corner shop as its four cameras film it, for cameras of a test to show. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openTools } from '../../scripts/headless/open-tools.ts';

/** Of the walk, which is the same for the same seed. */
export const WALK_SEED = 3;
export const walkScenario = join(import.meta.dirname, '../fixtures/scenarios/walk.txt');

export interface WalkClip {
  readonly camera: string;
  /** WebM, VP9. */
  readonly bytes: Buffer;
}

/** @param fps - Few are enough for somebody who walks, and drawing takes long without a graphics card. */
export async function filmWalk(fps: number): Promise<readonly WalkClip[]> {
  await using tools = await openTools('drawing');
  await tools.ask('startClips', readFileSync(walkScenario, 'utf8'), 'walk.txt', WALK_SEED, fps);
  while ((await tools.ask('filmOn', 5)) < 1);
  const clips = await tools.ask('endClips');
  return clips.map(({ camera, base64 }) => ({ camera, bytes: Buffer.from(base64, 'base64') }));
}
