/** A played scenario as clips of its cameras, filmed in a headless browser. */
import { statfsSync } from 'node:fs';
import { freemem } from 'node:os';
import { join } from 'node:path';
import { WorkbenchError } from '#core/errors/workbench-error.ts';
import type { Recording } from '#core/planning/project.ts';
import type { Simulation } from '#core/simulation/shopping/simulate.ts';
import { MICROS_PER_SECOND } from '#core/time/micros.ts';
import { nearestExisting } from '../files/nearest-existing.ts';
import { writeNew } from '../files/write-new.ts';
import { renderCatalogue } from './render-catalogue.ts';
import { openTools } from '../headless/open-tools.ts';
import { scenarioText } from '../simulation/open-scenario.ts';

const FPS = 10;
/** B a second of one camera, at most. */
const CLIP_RATE = 40_000;
/** B that Chromium takes, drawing and encoding, beside the clips themselves. */
const BROWSER = 900e6;

/**
 * Films and writes `clips/<camera>.webm` in `out`, and a picture of every product.
 *
 * @param out - An absolute path; the folder is made when all is filmed.
 * @throws WorkbenchError `cli/no-room`, `cli/unwritable`, `cli/no-browser`, `cli/interrupted`, `synth/no-graphics`, `synth/no-encoder`
 */
export async function renderClips(scenario: string, simulation: Simulation, out: string): Promise<Recording['clips']> {
  const seconds = simulation.moments.at(-1)!.time / MICROS_PER_SECOND;
  assertRoom(out, seconds * simulation.store.cameras.length * CLIP_RATE);

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

function assertRoom(folder: string, bytes: number): void {
  const { bavail, bsize } = statfsSync(nearestExisting(folder));
  const megabytes = (size: number) => Math.ceil(size / 1e6);
  if (bavail * bsize < 2 * bytes) {
    throw new WorkbenchError(
      'cli/no-room',
      `The clips may take ${megabytes(2 * bytes)} MB, and the disk of ${folder} has ${megabytes(bavail * bsize)} MB left. Free some, or name another folder with --out.`,
    );
  }
  if (freemem() < BROWSER + 2 * bytes) {
    throw new WorkbenchError(
      'cli/no-room',
      `Filming takes about ${megabytes(BROWSER + 2 * bytes)} MB of memory, and ${megabytes(freemem())} MB are free. Close other programs first.`,
    );
  }
}
