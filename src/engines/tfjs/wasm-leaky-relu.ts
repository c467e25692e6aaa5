import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm/dist/backend_wasm';
import { type KernelConfig, type KernelFunc, type NamedAttrMap, type TensorInfo, util } from '@tensorflow/tfjs-core';
import type { HeapLoops } from '#engines/kernel/heap.ts';

/**
 * A convolution whose leaky ReLU is ours: TensorFlow.js computes that number by number after the convolution, which is a
 * twelfth of a network like NanoDet.
 *
 * @param loops - In the backend's memory.
 */
export function withOwnLeakyRelu(config: KernelConfig, loops: HeapLoops): KernelConfig {
  const kernelFunc: KernelFunc = ({ inputs, attrs, backend }) => {
    const { activation, leakyreluAlpha } = attrs as NamedAttrMap;
    if (activation !== 'leakyrelu') return config.kernelFunc({ inputs, attrs: attrs!, backend });
    const plain = { ...attrs, activation: 'linear' } as NamedAttrMap;
    const output = config.kernelFunc({ inputs, attrs: plain, backend }) as TensorInfo;
    const address = (backend as unknown as Pick<BackendWasm, 'getMemoryOffset'>).getMemoryOffset(output.dataId);
    loops.leakyRelu(address, util.sizeFromShape(output.shape), leakyreluAlpha as number);
    return output;
  };
  return { ...config, kernelFunc };
}
