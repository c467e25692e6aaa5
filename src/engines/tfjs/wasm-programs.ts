/**
 * What the kernels of `wasm-kernels.ts` call in TensorFlow.js's WASM program, by name. The build takes everything else out
 * of it, and a test asks the kernels.
 */
export const wasmPrograms: readonly string[] = [
  ...[
    'Abs',
    'Add',
    'AvgPool',
    'BatchMatMul',
    'Ceil',
    'ClipByValue',
    'Conv2DBackpropInput',
    'Elu',
    'Erf',
    'Exp',
    'Floor',
  ],
  ...['FusedConv2D', 'FusedDepthwiseConv2D', 'Gather', 'LeakyRelu', 'Log', 'Max', 'MaxPool', 'Maximum', 'Mean', 'Min'],
  ...['Minimum', 'MirrorPad', 'Multiply', 'Neg', 'PadV2', 'Pow', 'Prelu', 'RealDiv', 'Reciprocal', 'Relu', 'Relu6'],
  ...[
    'ResizeBilinear',
    'ResizeNearestNeighbor',
    'Sigmoid',
    'Softmax',
    'Softplus',
    'Sqrt',
    'Sub',
    'Sum',
    'Tanh',
    'Tile',
  ],
  'Transpose',
];
