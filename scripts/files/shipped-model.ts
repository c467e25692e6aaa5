/** The models that come with OpenAisle, by their names in the catalogue. */
import { join } from 'node:path';
import { root } from '../build/fresh.mjs';

/** @returns The path of its ONNX file. */
export const shippedModel = (name: 'shop-detector' | 'shop-embedder'): string =>
  join(root, 'models', name, `${name}.onnx`);
