/** Every operator the importer knows, by its name in the specification (https://onnx.ai/onnx/operators). */
import type { Operator } from '#engines/onnx/call.ts';
import { activationOperators } from '#engines/onnx/operators/activation.ts';
import { arrangeOperators } from '#engines/onnx/operators/arrange.ts';
import { convolutionOperators } from '#engines/onnx/operators/convolution.ts';
import { elementwiseOperators } from '#engines/onnx/operators/elementwise.ts';
import { matrixOperators } from '#engines/onnx/operators/matrix.ts';
import { normalizationOperators } from '#engines/onnx/operators/normalization.ts';
import { poolingOperators } from '#engines/onnx/operators/pooling.ts';
import { reductionOperators } from '#engines/onnx/operators/reduction.ts';
import { resizeOperators } from '#engines/onnx/operators/resize.ts';
import { shapeOperators } from '#engines/onnx/operators/shape.ts';

export const operators: Readonly<Record<string, Operator>> = {
  ...activationOperators,
  ...arrangeOperators,
  ...convolutionOperators,
  ...elementwiseOperators,
  ...matrixOperators,
  ...normalizationOperators,
  ...poolingOperators,
  ...reductionOperators,
  ...resizeOperators,
  ...shapeOperators,
};
