import { cellsOf } from '#core/detection/grids.ts';
import type { Engine, TensorShape } from '#engines/engine.ts';
import { type ModelCard, cocoLabels } from '#engines/model-card.ts';

const STRIDES = [8, 16, 32];

/**
 * A card for a network the catalogue does not know but whose shapes are those of a YOLOX export: input
 * `[1, 3, H, W]`, one output `[1, cells of all grids, 5 + classes]`. Everything shapes do not tell is as in YOLOX's own
 * exports (arXiv 2107.08430, release 0.1.1 and later).
 *
 * @returns `null` when the shapes are others.
 */
export function yoloxCard(fileName: string, { input, outputs }: Engine): ModelCard | null {
  const [output, ...more] = outputs;
  const size = inputSize(input);
  const classes = output === undefined || more.length > 0 || size === null ? null : classesOf(output, size);
  if (output === undefined || size === null || classes === null) return null;
  return {
    name: fileName,
    input: {
      name: input.name,
      ...size,
      layout: 'nchw',
      channels: 'bgr',
      range: 255,
      mean: [0, 0, 0],
      std: [1, 1, 1],
      fit: 'letterbox',
      anchor: 'top-left',
      pad: 114,
    },
    output: { name: output.name, decoder: 'yolox', strides: STRIDES, scoreThreshold: 0.1, nmsIou: 0.45 },
    labels: labelsOf(classes),
    person: 0,
  };
}

function inputSize({ shape: [batch, channels, height, width, ...more] }: TensorShape) {
  if (batch !== 1 || channels !== 3 || more.length > 0) return null;
  return typeof height === 'number' && typeof width === 'number' ? { width, height } : null;
}

function classesOf({ shape: [batch, rows, length, ...more] }: TensorShape, size: { width: number; height: number }) {
  if (batch !== 1 || typeof length !== 'number' || length < 6 || more.length > 0) return null;
  return rows === cellsOf(size, STRIDES) ? length - 5 : null;
}

function labelsOf(classes: number): readonly string[] {
  if (classes === cocoLabels.length) return cocoLabels;
  return Array.from({ length: classes }, (_, i) => (i === 0 ? 'person' : `class ${i}`));
}
