/** The models' golden files and the pictures they were made from. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Engine } from '#engines/engine.ts';
import type { FramePixels } from '#engines/frame-pixels.ts';
import type { ModelFile } from '#engines/open-model.ts';
import { data } from './data.ts';
import { type Picture, readPng } from './png.ts';
import { runtimeFilesOfNode } from './runtime-files.ts';

export const goldenFolder = data('models/golden/golden.json') === null ? null : data('models/golden');

/** One thread of onnxruntime-web's CPU build. */
export const onOrt = { runtime: 'ort', backend: 'wasm', threads: 1, files: runtimeFilesOfNode } as const;

export function modelFile(fileName: string): ModelFile {
  const bytes = new Uint8Array(readFileSync(data(`models/${fileName}`)!));
  return { fileName, bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
}

/** What onnxruntime said of a picture. @param model - File name without its ending. */
export function goldenTensor(view: string, model: string, output: string): Float32Array {
  const { buffer, byteOffset, byteLength } = readFileSync(
    `${goldenFolder!}/${view}_${model}_${output.replace(':', '_')}.f32`,
  );
  return new Float32Array(buffer.slice(byteOffset, byteOffset + byteLength));
}

export function goldenTensors(view: string, model: string, { outputs }: Pick<Engine, 'outputs'>): Float32Array[] {
  return outputs.map(({ name }) => goldenTensor(view, model, name));
}

/** A view of the shop, 640 × 360. */
export function shopView(view: string): FramePixels {
  return rgbaFrame(readPng(data(`aifi-nanostore/views/${view}.png`)!));
}

export function goldenPicture(name: string): Picture {
  return readPng(`${goldenFolder!}/${name}.png`);
}

export function rgbaFrame({ width, height, rgb }: Picture): FramePixels {
  const bytes = new Uint8Array(width * height * 4);
  for (let i = 0; i < width * height; i++) bytes.set(rgb.subarray(3 * i, 3 * i + 3), 4 * i);
  const layout = { format: 'RGBA', width, height, planes: [{ offset: 0, stride: 4 * width }] } as const;
  return { bytes, layout, colour: { matrix: 'rgb', fullRange: true }, shown: { width, height } };
}

/** `[3, height, width]` in [0, 255]. */
export function planesOfBgr({ width, height, rgb }: Picture): Float32Array {
  const area = width * height;
  return Float32Array.from({ length: 3 * area }, (_, i) => rgb[(i % area) * 3 + 2 - Math.floor(i / area)]!);
}

export function largestDifference(a: Float32Array, b: Float32Array): number {
  return a.reduce((worst, value, i) => Math.max(worst, Math.abs(value - b[i]!)), 0);
}
