/** A network of a few layers on TensorFlow.js, with weights made up from a seed. */
import * as tf from '@tensorflow/tfjs-core';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { GpuNetwork } from '#engines/webgpu/network.ts';

/**
 * Two convolutions, a depthwise one and a head of `length` numbers a cell, at a stride of 8, with a constant made on
 * the way as exported graphs have them.
 *
 * @returns A network from `[batch, size, size, 3]` to `[batch, cells, length]`.
 */
export function smallNetwork(backend: WebGPUBackend, batch: number, size: number, length: number): GpuNetwork {
  const weights = {
    first: tf.randomUniform<tf.Rank.R4>([3, 3, 3, 8], -0.2, 0.2, 'float32', 1),
    depth: tf.randomUniform<tf.Rank.R4>([3, 3, 8, 1], -0.5, 0.5, 'float32', 2),
    point: tf.randomUniform<tf.Rank.R4>([1, 1, 8, 16], -0.5, 0.5, 'float32', 3),
    head: tf.randomUniform<tf.Rank.R4>([1, 1, 16, length], -0.5, 0.5, 'float32', 4),
    bias: tf.randomUniform<tf.Rank.R1>([length], -1, 1, 'float32', 5),
  };
  return {
    backend,
    inputShape: [batch, size, size, 3],
    run: (input) =>
      tf.tidy(() => {
        const scaled = tf.mul<tf.Tensor4D>(input, 1 / 255);
        const first = tf.relu6(tf.conv2d(scaled, weights.first, 2, 'same'));
        const depth = tf.relu(tf.depthwiseConv2d(first, weights.depth, 2, 'same'));
        const point = tf.maxPool(tf.conv2d(depth, weights.point, 1, 'same'), 2, 2, 'same');
        const head = tf.sigmoid(tf.add(tf.conv2d(point, weights.head, 1, 'same'), weights.bias));
        return [tf.reshape(head, [batch, -1, length])];
      }),
    [Symbol.dispose]: () => tf.dispose(Object.values(weights)),
  };
}
