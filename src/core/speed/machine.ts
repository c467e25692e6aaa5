/** What a measurement of speed depends on besides the model; nothing that tells one person's device from another of its kind. */
export interface Machine {
  /** Name and version: `Chromium 156.0`. */
  readonly browser: string;
  /** Of OpenAisle. */
  readonly version: string;
  /** The graphics processor as the browser describes it; `null` where it gives none. */
  readonly adapter: string | null;
  /** The processor computes the graphics too. */
  readonly softwareGraphics: boolean;
  /** Of the processor, as the browser says. */
  readonly cores: number;
  /** That the network computes with. */
  readonly threads: number;
  /** Cross-origin isolated: without it there is one thread, and a coarser clock. */
  readonly isolated: boolean;
}

/** The same browser on the same device: what is measured on one is seen on the other, in however many threads. */
export function sameDevice(a: Machine, b: Machine): boolean {
  return machineKey({ ...a, threads: 0 }) === machineKey({ ...b, threads: 0 });
}

/** Equal for machines whose measurements stand for one another. */
export function machineKey(machine: Machine): string {
  const { browser, version, adapter, softwareGraphics, cores, threads, isolated } = machine;
  return JSON.stringify([version, browser, adapter, softwareGraphics, cores, threads, isolated]);
}
