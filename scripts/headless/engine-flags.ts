import type { Backend } from '#engines/engine.ts';

/**
 * Flags of the browser. A headless Chromium on Linux has WebGPU only when it is asked, on SwiftShader, which computes on the
 * processor what a GPU would; and it hands frames of video to it only when it draws with it too.
 */
export function engineFlags(backend: Backend | 'drawing'): readonly string[] {
  if (backend === 'wasm') return [];
  // Only where there is no graphics processor: one that is there draws faster.
  if (backend === 'drawing') return ['--enable-unsafe-swiftshader', '--ignore-gpu-blocklist'];
  return ['--enable-unsafe-webgpu', '--enable-features=Vulkan', '--use-vulkan=swiftshader', '--use-angle=swiftshader'];
}
