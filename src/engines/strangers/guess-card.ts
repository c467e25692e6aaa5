import { type DecoderName, decoders } from '#core/detection/decoders.ts';
import type { Engine } from '#engines/engine.ts';
import { type ModelCard, labelLists } from '#engines/model-card.ts';
import { fastestdet } from '#engines/strangers/fastestdet.ts';
import { nanodet } from '#engines/strangers/nanodet.ts';
import type { Recogniser } from '#engines/strangers/recogniser.ts';
import { ssd } from '#engines/strangers/ssd.ts';
import { yolov8 } from '#engines/strangers/yolov8.ts';
import { yolox } from '#engines/strangers/yolox.ts';

/** In this order: what has the shapes of two families is taken for the first. */
const recognisers = { yolov8, yolox, nanodet, fastestdet, ssd } as const satisfies Record<DecoderName, Recogniser>;

/** A card for a network that the catalogue does not know, by its shapes alone; `null` when they are nobody's. */
export function guessCard(fileName: string, { input, outputs }: Pick<Engine, 'input' | 'outputs'>): ModelCard | null {
  for (const recogniser of Object.values(recognisers)) {
    const recognised = recogniser.recognise(input, outputs);
    if (recognised === null) continue;
    const { classes, ...rules } = recognised;
    return { name: fileName, ...rules, labels: labelsOf(classes), person: 0 };
  }
  return null;
}

/** What `guessCard` looks for, for people who have another kind of file. */
export const understoodShapes: string = Object.entries(recognisers)
  .map(([name, { shapes }]) => `${decoders[name as DecoderName].title} ${shapes}`)
  .join('; ');

/** The list of the catalogue that has as many names; else numbers, with people first. */
function labelsOf(classes: number): readonly string[] {
  const list = Object.values(labelLists).find(({ length }) => length === classes);
  return list ?? Array.from({ length: classes }, (_, i) => (i === 0 ? 'person' : `class ${i}`));
}
