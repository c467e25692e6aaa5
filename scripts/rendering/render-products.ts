/** Pictures of random products by themselves: what an embedder learns products by. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { diceOf } from '#core/simulation/looks/dice.ts';
import { randomWares } from '#core/simulation/staging/random-wares.ts';
import type { OpenTools } from '../headless/open-tools.ts';

/** px a side. */
const SIZE = 128;
const VIEWS = 10;
/** Drawn in one go. */
const BATCH = 40;

/** Writes `products/<look>/<view>.png`; what is there stays. */
export async function renderProducts(tools: OpenTools, out: string, seed: number, count: number): Promise<void> {
  for (let from = 0; from < count; from += BATCH) {
    const wares = randomWares(diceOf(seed + from), Math.min(BATCH, count - from));
    const folders = wares.map(({ look }) => join(out, 'products', String(look)));
    // The last view of the last product is written last.
    if (existsSync(join(folders.at(-1)!, `${VIEWS - 1}.png`))) continue;
    const views = Array.from({ length: VIEWS }, (_, view) => seed + from * VIEWS + view);
    const pictures = await tools.ask('drawProducts', wares, SIZE, views);
    pictures.forEach((base64, i) => {
      const folder = folders[Math.floor(i / VIEWS)]!;
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, `${i % VIEWS}.png`), Buffer.from(base64, 'base64'));
    });
    process.stderr.write(`${from + wares.length} of ${count} products\n`);
  }
}
