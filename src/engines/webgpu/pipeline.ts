/** @param parts - WGSL, put together in this order. @param constants - The values of its `override`s; a flag is 0 or 1. */
export function openPipeline(
  device: GPUDevice,
  parts: readonly string[],
  constants: Readonly<Record<string, number>> = {},
): Promise<GPUComputePipeline> {
  const module = device.createShaderModule({ code: parts.join('\n') });
  return device.createComputePipelineAsync({ layout: 'auto', compute: { module, entryPoint: 'main', constants } });
}

/** @param resources - Bindings 0, 1, 2 … */
export function bind(
  device: GPUDevice,
  pipeline: GPUComputePipeline,
  group: number,
  resources: readonly GPUBindingResource[],
): GPUBindGroup {
  return device.createBindGroup({
    layout: pipeline.getBindGroupLayout(group),
    entries: resources.map((resource, binding) => ({ binding, resource })),
  });
}

/** A buffer that holds `values` from the start. */
export function bufferOfValues(
  device: GPUDevice,
  values: Uint32Array<ArrayBuffer>,
  usage: GPUBufferUsageFlags,
): GPUBuffer {
  const buffer = device.createBuffer({ size: values.byteLength, usage, mappedAtCreation: true });
  new Uint32Array(buffer.getMappedRange()).set(values);
  buffer.unmap();
  return buffer;
}
