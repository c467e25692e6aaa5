/** A graphics device of our own: the runtime and our shaders share it, and we hear when it is lost. */

export interface GpuDevice extends Disposable {
  readonly device: GPUDevice;
  readonly adapter: AdapterWords;
  /** As the browser gives it, for runtimes that ask. */
  readonly info: GPUAdapterInfo;
  /**
   * What the device found wrong and no error scope caught, to the letter: a fault of our own or of the runtime, after
   * which no number is to be trusted.
   */
  readonly faults: readonly string[];
  /** Settled once, when the device is gone: with `null` when it was disposed of, else with why. */
  readonly lost: Promise<string | null>;
  /** Gives the device back because its work cannot be trusted: `lost` says `why`, unless the browser took it before. */
  giveUp(why: string): void;
}

/** What is known of an adapter. Browsers leave empty what they will not tell. */
export interface AdapterWords {
  readonly vendor: string;
  readonly architecture: string;
  readonly device: string;
  readonly description: string;
  /** It computes on the processor: correct, and slower than WASM. */
  readonly software: boolean;
}

/** Software adapters by the names they give themselves: SwiftShader, Mesa's llvmpipe and lavapipe, Microsoft's WARP. */
const SOFTWARE = /swiftshader|llvmpipe|lavapipe|basic render/iu;

/** What networks outgrow first; all that the adapter has is asked for. */
const LIMITS = [
  'maxBufferSize',
  'maxStorageBufferBindingSize',
  'maxStorageBuffersPerShaderStage',
  'maxComputeWorkgroupStorageSize',
  'maxComputeInvocationsPerWorkgroup',
  'maxComputeWorkgroupSizeX',
  'maxComputeWorkgroupsPerDimension',
] as const satisfies readonly (keyof GPUSupportedLimits)[];

export function describeAdapter({ info }: GPUAdapter): AdapterWords {
  const { vendor, architecture, device, description } = info;
  const named = [vendor, architecture, device, description].some((name) => SOFTWARE.test(name));
  return { vendor, architecture, device, description, software: info.isFallbackAdapter || named };
}

/** @returns `null` when there is no adapter. Features are not asked for: the runtime uses none. */
export async function openGpuDevice(gpu: GPU): Promise<GpuDevice | null> {
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (adapter === null) return null;
  const device = await adapter.requestDevice({
    requiredLimits: Object.fromEntries(LIMITS.map((limit) => [limit, adapter.limits[limit]])),
  });
  const faults: string[] = [];
  let givenUp: string | null = null;
  device.addEventListener('uncapturederror', ({ error }) => faults.push(error.message));
  return {
    device,
    adapter: describeAdapter(adapter),
    info: adapter.info,
    faults,
    lost: device.lost.then(({ reason, message }) => (reason === 'destroyed' ? givenUp : message)),
    giveUp: (why) => {
      givenUp ??= why;
      device.destroy();
    },
    [Symbol.dispose]: () => device.destroy(),
  };
}
