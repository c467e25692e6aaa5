import { seeded } from '#core/math/seeded.ts';
import { WorkbenchError } from '#core/errors/workbench-error.ts';
import type { Engine } from '#engines/engine.ts';
import type { ModelInput } from '#engines/catalogue-schema.ts';
import { pictureToTensor } from '#engines/picture-to-tensor.ts';
import { borderOf } from '#engines/tensor-rules.ts';

/**
 * Shows a network two pictures before it is trusted: plain grey, which has no contrast to divide by, and noise, which has
 * more than any camera sees.
 *
 * @throws WorkbenchError `model/not-numbers` naming the output that is not a number for one of them.
 */
export async function assertNumbers(engine: Engine, input: ModelInput, fileName: string): Promise<void> {
  const pictures = [
    ['plain grey', borderOf({ ...input, pad: 114 })],
    ['noise', noise(input)],
  ] as const;
  for (const [picture, tensor] of pictures) {
    const outputs = await engine.run(tensor);
    const broken = engine.outputs.find((_, i) => hasNaN(outputs[i]!));
    if (broken === undefined) continue;
    throw new WorkbenchError(
      'model/not-numbers',
      `${fileName} is broken: shown a picture of ${picture}, its output ${broken.name} has values that are no numbers (NaN). ` +
        'Download or export it again, in float32.',
      { details: { file: fileName, output: broken.name } },
    );
  }
}

export function hasNaN(values: Float32Array): boolean {
  let at = 0;
  // Asked of every number of every frame: an iterator takes five times as long.
  while (at < values.length && values[at] === values[at]) at++;
  return at < values.length;
}

function noise(input: ModelInput): Float32Array {
  const { width, height } = input;
  const dice = seeded(1);
  const bytes = new Uint8Array(4 * width * height).map(() => 256 * dice());
  return pictureToTensor(bytes, { format: 'RGBA', width, height, planes: [{ offset: 0, stride: 4 * width }] }, input);
}
