import { Color, LinearSRGBColorSpace, WebGLRenderer } from 'three';
import { WorkbenchError } from '#core/errors/workbench-error.ts';

/** @throws WorkbenchError `synth/no-graphics` */
export function openRenderer(canvas: OffscreenCanvas): WebGLRenderer {
  const context = canvas.getContext('webgl2', { antialias: false, alpha: false, powerPreference: 'high-performance' });
  if (context === null)
    throw new WorkbenchError(
      'synth/no-graphics',
      'This browser draws nothing in three dimensions (it has no WebGL 2), so a store cannot be filmed.',
    );
  const renderer = new WebGLRenderer({ canvas, context });
  renderer.outputColorSpace = LinearSRGBColorSpace;
  renderer.setClearColor(new Color(0, 0, 0), 0);
  return renderer;
}
