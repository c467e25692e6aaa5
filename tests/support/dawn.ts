/**
 * WebGPU in Node: Dawn's bindings over the software Vulkan (SwiftShader) that every Chromium brings along. Slow and
 * exact, which is what tests of shaders want.
 */
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { create, globals } from 'webgpu';

const playwright = process.env['PLAYWRIGHT_BROWSERS_PATH'] ?? join(homedir(), '.cache/ms-playwright');

/** Folders of a named, a system's, Debian's and Playwright's Chromium. */
const places = [
  ...(process.env['CHROMIUM'] === undefined ? [] : [dirname(process.env['CHROMIUM'])]),
  '/usr/lib/chromium',
  '/usr/lib/chromium-browser',
  '/opt/google/chrome',
  ...(existsSync(playwright) ? readdirSync(playwright) : []).flatMap((version) =>
    ['chrome-linux', 'chrome-linux64', 'chrome-headless-shell-linux64'].map((folder) =>
      join(playwright, version, folder),
    ),
  ),
];

/** Keeps a library loaded although it is no module of Node's: RTLD_LAZY | RTLD_NODELETE. */
const LAZY_AND_FOR_EVER = 0x1001;

/**
 * @param software - SwiftShader; otherwise whatever graphics processor the machine has.
 * @returns WebGPU, with its constants in `globalThis` and itself at `navigator.gpu`, or `null` without SwiftShader.
 */
export function openDawn(software = true): GPU | null {
  if (software) {
    const home = places.find((place) => existsSync(join(place, 'vk_swiftshader_icd.json')));
    if (home === undefined) return null;
    process.env['VK_ICD_FILENAMES'] = join(home, 'vk_swiftshader_icd.json');
    loadVulkan(join(home, 'libvulkan.so.1'));
  }
  Object.assign(globalThis, globals);
  const gpu = create(['backend=vulkan']);
  Object.defineProperty(globalThis, 'navigator', { value: { gpu, hardwareConcurrency: 1 }, configurable: true });
  return gpu;
}

/** Dawn asks for Vulkan by its bare name, which is found once it is loaded, wherever it came from. */
function loadVulkan(path: string): void {
  if (!existsSync(path)) return; // a system library, which Dawn finds by itself
  try {
    process.dlopen({ exports: {} }, path, LAZY_AND_FOR_EVER);
  } catch {
    // Node misses a module in it and complains, with the library loaded.
  }
}
