/** A played scenario as clips of its cameras, filmed in a headless browser. */
import { join } from 'node:path';
import type { Recording } from '#core/planning/project.ts';
import type { Simulation } from '#core/simulation/shopping/simulate.ts';
import { MICROS_PER_SECOND } from '#core/time/micros.ts';
import { writeNew } from '../files/write-new.ts';
import { assertRoom } from './assert-room.ts';
import { renderCatalogue } from './render-catalogue.ts';
import { openTools } from '../headless/open-tools.ts';
import { scenarioText } from '../simulation/open-scenario.ts';

const FPS = 10;
/** B a second of one camera, at most. */
const CLIP_RATE = 40_000;

/**
 * Films and writes `clips/<camera>.webm` in `out`, and a picture of every product.
 *
 * @param out - An absolute path; the folder is made when all is filmed.
 * @throws WorkbenchError `cli/no-room`, `cli/unwritable`, `cli/no-browser`, `cli/interrupted`, `synth/no-graphics`, `synth/no-encoder`
 */
export async function renderClips(scenario: string, simulation: Simulation, out: string): Promise<Recording['clips']> {
  const seconds = simulation.moments.at(-1)!.time / MICROS_PER_SECOND;
  // Twice: in memory they are in the browser and on their way from it, and where more moves, clips are larger.
  const clips = 2 * seconds * simulation.store.cameras.length * CLIP_RATE;
  assertRoom({ what: 'The clips', folder: out, disk: clips, memory: clips });

  const { text, file } = scenarioText(scenario);
  await using tools = await openTools('drawing');
  await tools.ask('startClips', text, file, simulation.seed, FPS);
  for (let done = 0; done < 1;) {
    done = await tools.ask('filmOn', 10);
    process.stderr.write(`${Math.floor(100 * done)} % of ${Math.round(seconds)} s filmed\n`);
  }
  const files = await tools.ask('endClips');
  await renderCatalogue(tools, simulation, out);
  return files.map(({ camera, base64 }) => {
    const path = `clips/${camera}.webm`;
    writeNew(join(out, path), Buffer.from(base64, 'base64'));
    return { camera, path, offset: 0 };
  });
}
