/** Pictures of random products by themselves: what an embedder learns products by. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { diceOf } from '#core/simulation/looks/dice.ts';
import type { Ware } from '#core/simulation/moment.ts';
import { randomWares } from '#core/simulation/staging/random-wares.ts';
import { writeNew } from '../files/write-new.ts';
import type { OpenTools } from '../headless/open-tools.ts';

/** px a side. */
const SIZE = 128;
/** Of each product. */
export const VIEWS = 10;
/** Drawn in one go. */
const BATCH = 40;

interface Batch {
  /** Products before it. */
  readonly from: number;
  readonly wares: readonly Ware[];
  /** One a product. */
  readonly folders: readonly string[];
}

/**
 * Writes `products/<look>/<view>.png`; what is there stays.
 *
 * @throws WorkbenchError `cli/unwritable`, `cli/interrupted`, `synth/no-graphics`
 */
export async function renderProducts(tools: OpenTools, out: string, seed: number, count: number): Promise<void> {
  for (const { from, wares, folders } of missingBatches(out, seed, count)) {
    const views = Array.from({ length: VIEWS }, (_, view) => seed + from * VIEWS + view);
    const pictures = await tools.ask('drawProducts', wares, SIZE, views);
    for (const [i, base64] of pictures.entries())
      writeNew(join(folders[Math.floor(i / VIEWS)]!, `${i % VIEWS}.png`), Buffer.from(base64, 'base64'));
    process.stderr.write(`${from + wares.length} of ${count} products\n`);
  }
}

/** How many are to be drawn yet. */
export const missingProducts = (out: string, seed: number, count: number): number =>
  missingBatches(out, seed, count).reduce((sum, { wares }) => sum + wares.length, 0);

function missingBatches(out: string, seed: number, count: number): readonly Batch[] {
  const starts = Array.from({ length: Math.ceil(count / BATCH) }, (_, i) => i * BATCH);
  return (
    starts
      .map((from): Batch => {
        const wares = randomWares(diceOf(seed + from), Math.min(BATCH, count - from));
        return { from, wares, folders: wares.map(({ look }) => join(out, 'products', String(look))) };
      })
      // The last view of the last product is written last.
      .filter(({ folders }) => !existsSync(join(folders.at(-1)!, `${VIEWS - 1}.png`)))
  );
}
