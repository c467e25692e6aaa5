/** WebGPU whose devices a test gets hold of, to watch them or to make them refuse something. */

/** What code that is not told finds at `navigator.gpu`. */
export function setGpu(gpu: GPU): void {
  Object.defineProperty(globalThis, 'navigator', { value: { gpu, hardwareConcurrency: 1 }, configurable: true });
}

/** @param made - Called with every device before whoever opened it gets it. */
export function withDevices(dawn: GPU, made: (device: GPUDevice) => void): GPU {
  const requestAdapter = async (options?: GPURequestAdapterOptions) => {
    const adapter = (await dawn.requestAdapter(options))!;
    const requestDevice = adapter.requestDevice.bind(adapter);
    adapter.requestDevice = async (wanted) => {
      const device = await requestDevice(wanted);
      made(device);
      return device;
    };
    return adapter;
  };
  return { requestAdapter } as GPU;
}
