/** TensorFlow's operations in ONNX's operators, so that one importer serves both. */
import type { Translate } from '#engines/graph-model/translation.ts';
import { arrangeTranslations } from '#engines/graph-model/translations/arrange.ts';
import { elementwiseTranslations } from '#engines/graph-model/translations/elementwise.ts';
import { layerTranslations } from '#engines/graph-model/translations/layer.ts';

/** By the name of the operation (https://www.tensorflow.org/api_docs/cc). */
export const translations: Readonly<Record<string, Translate>> = {
  ...arrangeTranslations,
  ...elementwiseTranslations,
  ...layerTranslations,
};
