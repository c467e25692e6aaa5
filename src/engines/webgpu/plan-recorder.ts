import { assert } from '#core/errors/assert.ts';

/** One step of a plan: a dispatch, or a copy between two buffers. */
export type Step =
  | {
      readonly pipeline: GPUComputePipeline;
      readonly bindGroup: GPUBindGroup;
      readonly workgroups: readonly [x: number, y: number, z: number];
    }
  | { readonly copy: readonly [from: GPUBuffer, offset: number, to: GPUBuffer, offset: number, size: number] };

/** Stands in for a device while a network runs once: everything is real but what is encoded, which is written down. */
export function recordingDevice(device: GPUDevice, steps: Step[]): GPUDevice {
  const createCommandEncoder = () => recordingEncoder(steps);
  return new Proxy(device, {
    get: (target, name) => {
      if (name === 'createCommandEncoder') return createCommandEncoder;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

/** Whatever else the runtime might ask of an encoder is missing, and ends the capture with an error. */
function recordingEncoder(steps: Step[]) {
  return {
    beginComputePass: () => {
      let pipeline: GPUComputePipeline | undefined;
      let bindGroup: GPUBindGroup | undefined;
      return {
        setPipeline: (next: GPUComputePipeline) => (pipeline = next),
        setBindGroup: (place: number, next: GPUBindGroup) => {
          assert(place === 0, 'the runtime has one bind group');
          bindGroup = next;
        },
        dispatchWorkgroups: (x: number, y = 1, z = 1) => {
          assert(pipeline && bindGroup, 'a pipeline and a bind group are set before a dispatch');
          steps.push({ pipeline, bindGroup, workgroups: [x, y, z] });
        },
        end: () => undefined,
      };
    },
    copyBufferToBuffer: (from: GPUBuffer, start: number, to: GPUBuffer, offset: number, size: number) =>
      steps.push({ copy: [from, start, to, offset, size] }),
    finish: () => null,
  };
}
