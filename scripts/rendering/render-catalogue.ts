/** Pictures of a simulated store's products by themselves, for its catalogue. */
import { join } from 'node:path';
import { picturePath } from '#core/simulation/project/simulated-project.ts';
import type { Simulation } from '#core/simulation/shopping/simulate.ts';
import { writeNew } from '../files/write-new.ts';
import type { OpenTools } from '../headless/open-tools.ts';

/** px a side. */
const SIZE = 128;

/**
 * Writes `pictures/<gtin>.webp` in `out`, one a product.
 *
 * @throws WorkbenchError `cli/unwritable`, `cli/interrupted`, `synth/no-graphics`
 */
export async function renderCatalogue(tools: OpenTools, { wares }: Simulation, out: string): Promise<void> {
  const pictures = await tools.ask('drawProducts', wares, SIZE, 'catalogue');
  pictures.forEach((base64, i) => {
    writeNew(join(out, picturePath(wares[i]!.gtin)), Buffer.from(base64, 'base64'));
  });
}
