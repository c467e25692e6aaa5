import { FramesLost } from '#engines/webgpu/recovering-detector.ts';

/** Of frames that were lost with the graphics device: they are counted, and the next are looked at. */
export function nullWhenLost(error: unknown): null {
  if (error instanceof FramesLost) return null;
  throw error;
}
