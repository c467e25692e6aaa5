/** The WASM kernels that imported networks use, and no others, so that nobody downloads the rest. */
import type { KernelConfig } from '@tensorflow/tfjs-core';
import { absConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Abs';
import { addConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Add';
import { avgPoolConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/AvgPool';
import { batchMatMulConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/BatchMatMul';
import { ceilConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Ceil';
import { clipByValueConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/ClipByValue';
import { conv2DBackpropInputConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Conv2DBackpropInput';
import { eluConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Elu';
import { erfConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Erf';
import { expConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Exp';
import { floorConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Floor';
import { fusedConv2DConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/FusedConv2D';
import { fusedDepthwiseConv2DConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/FusedDepthwiseConv2D';
import { gatherV2Config } from '@tensorflow/tfjs-backend-wasm/dist/kernels/GatherV2';
import { leakyReluConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/LeakyRelu';
import { logConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Log';
import { maxConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Max';
import { maxPoolConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/MaxPool';
import { maximumConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Maximum';
import { meanConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Mean';
import { minConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Min';
import { minimumConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Minimum';
import { mirrorPadConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/MirrorPad';
import { multiplyConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Multiply';
import { negConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Neg';
import { padV2Config } from '@tensorflow/tfjs-backend-wasm/dist/kernels/PadV2';
import { powConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Pow';
import { preluConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Prelu';
import { realDivConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/RealDiv';
import { reciprocalConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Reciprocal';
import { reluConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Relu';
import { relu6Config } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Relu6';
import { resizeBilinearConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/ResizeBilinear';
import { resizeNearestNeighborConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/ResizeNearestNeighbor';
import { sigmoidConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Sigmoid';
import { softmaxConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Softmax';
import { softplusConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Softplus';
import { sqrtConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Sqrt';
import { subConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Sub';
import { sumConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Sum';
import { tanhConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Tanh';
import { tileConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Tile';
import { transposeConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Transpose';
import type { KernelName, OwnKernel } from '#engines/network/kernels.ts';
import type { HeapLoops } from '#engines/kernel/heap.ts';
import { withOwnLeakyRelu } from '#engines/tfjs/wasm-leaky-relu.ts';
import { wasmCopyKernels } from '#engines/tfjs/wasm-copy-kernels.ts';

/** @param loops - In the backend's memory. */
export const wasmKernels = (loops: HeapLoops): Readonly<Record<KernelName | OwnKernel, KernelConfig>> => ({
  ...wasmCopyKernels(loops),
  Abs: absConfig,
  Add: addConfig,
  AvgPool: avgPoolConfig,
  BatchMatMul: batchMatMulConfig,
  Ceil: ceilConfig,
  ClipByValue: clipByValueConfig,
  Conv2DBackpropInput: conv2DBackpropInputConfig,
  Elu: eluConfig,
  Erf: erfConfig,
  Exp: expConfig,
  Floor: floorConfig,
  FusedConv2D: withOwnLeakyRelu(fusedConv2DConfig, loops),
  FusedDepthwiseConv2D: withOwnLeakyRelu(fusedDepthwiseConv2DConfig, loops),
  GatherV2: gatherV2Config,
  LeakyRelu: leakyReluConfig,
  Log: logConfig,
  Max: maxConfig,
  MaxPool: maxPoolConfig,
  Maximum: maximumConfig,
  Mean: meanConfig,
  Min: minConfig,
  Minimum: minimumConfig,
  MirrorPad: mirrorPadConfig,
  Multiply: multiplyConfig,
  Neg: negConfig,
  PadV2: padV2Config,
  Pow: powConfig,
  Prelu: preluConfig,
  RealDiv: realDivConfig,
  Reciprocal: reciprocalConfig,
  Relu: reluConfig,
  Relu6: relu6Config,
  ResizeBilinear: resizeBilinearConfig,
  ResizeNearestNeighbor: resizeNearestNeighborConfig,
  Sigmoid: sigmoidConfig,
  Softmax: softmaxConfig,
  Softplus: softplusConfig,
  Sqrt: sqrtConfig,
  Sub: subConfig,
  Sum: sumConfig,
  Tanh: tanhConfig,
  Tile: tileConfig,
  Transpose: transposeConfig,
});
