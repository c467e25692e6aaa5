import type { Machine } from '#core/speed/machine.ts';
import { type AdapterWords, describeAdapter } from '#engines/webgpu/device.ts';

/** @param threads - That networks compute with here. */
export async function describeMachine(threads: number): Promise<Machine> {
  const adapter = 'gpu' in navigator ? await navigator.gpu.requestAdapter().catch(() => null) : null;
  return {
    browser: browserName(navigator.userAgent),
    version: import.meta.env['VITE_VERSION'] as string,
    adapter: adapter === null ? null : adapterName(describeAdapter(adapter)),
    softwareGraphics: adapter !== null && describeAdapter(adapter).software,
    cores: navigator.hardwareConcurrency,
    threads,
    isolated: crossOriginIsolated,
  };
}

/** Later ones stand also in the names of those they were made from: Edge calls itself Chrome as well. */
const BROWSERS = [
  ['Edge', /Edg\/(\d+)/u],
  ['Opera', /OPR\/(\d+)/u],
  ['Firefox', /Firefox\/(\d+)/u],
  ['Chromium', /Chrome\/(\d+)/u],
  ['Safari', /Version\/([\d.]+).*Safari/u],
] as const;

/** Name and version, without the device that the browser also tells of. */
export function browserName(userAgent: string): string {
  for (const [name, pattern] of BROWSERS) {
    const version = pattern.exec(userAgent)?.[1];
    if (version !== undefined) return `${name} ${version}`;
  }
  return 'unknown';
}

/** Browsers leave empty what they will not tell. */
function adapterName({ vendor, architecture, device, description }: AdapterWords): string {
  return [vendor, architecture, device, description].filter((word) => word !== '').join(' ');
}
