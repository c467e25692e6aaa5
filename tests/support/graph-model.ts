/** Writes small TensorFlow.js GraphModels for tests, as `tensorflowjs_converter` lays them out. */
import { packGraphModel } from '#engines/graph-model/pack.ts';

export interface GraphNode {
  readonly name: string;
  readonly op: string;
  readonly input?: readonly string[];
  readonly attr?: Readonly<Record<string, unknown>>;
}

export interface Weight {
  readonly shape: readonly number[];
  readonly dtype?: 'float32' | 'int32';
  readonly values: readonly number[] | Float32Array;
}

export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly weights?: Readonly<Record<string, Weight>>;
  readonly outputs?: readonly string[];
}

export const attr = {
  ints: (...i: number[]) => ({ list: { i: i.map(String) } }),
  int: (i: number) => ({ i: String(i) }),
  float: (f: number) => ({ f }),
  bool: (b: boolean) => ({ b }),
  word: (s: string) => ({ s: btoa(s) }),
  words: (...s: string[]) => ({ list: { s: s.map((each) => btoa(each)) } }),
  shape: (...dims: number[]) => ({ shape: { dim: dims.map((size) => ({ size: String(size) })) } }),
  type: (type: string) => ({ type }),
};

export const picture = (...shape: number[]): GraphNode => ({
  name: 'x',
  op: 'Placeholder',
  attr: { shape: attr.shape(...shape), dtype: attr.type('DT_FLOAT') },
});

/** `model.json` with one shard. */
export function writeGraphModel({ nodes, weights = {}, outputs }: Graph): { modelJson: object; shard: Uint8Array } {
  const specs = Object.entries(weights).map(([name, { shape, dtype = 'float32' }]) => ({ name, shape, dtype }));
  const parts = Object.values(weights).map(({ dtype = 'float32', values }) =>
    dtype === 'float32' ? Float32Array.from(values) : Int32Array.from(values),
  );
  const shard = new Uint8Array(parts.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let at = 0;
  for (const { buffer, byteLength } of parts) {
    shard.set(new Uint8Array(buffer), at);
    at += byteLength;
  }
  const constants = specs.map(({ name, dtype }) => ({
    name,
    op: 'Const',
    input: [],
    attr: { dtype: attr.type(dtype === 'float32' ? 'DT_FLOAT' : 'DT_INT32') },
  }));
  const signature = outputs && { outputs: Object.fromEntries(outputs.map((name) => [name, { name: `${name}:0` }])) };
  return {
    modelJson: {
      format: 'graph-model',
      modelTopology: { node: [...constants, ...nodes], versions: { producer: 1 } },
      weightsManifest: [{ paths: ['group1-shard1of1.bin'], weights: specs }],
      ...(signature === undefined ? {} : { signature: { inputs: {}, ...signature } }),
    },
    shard,
  };
}

export function packedGraphModel(graph: Graph): Uint8Array {
  const { modelJson, shard } = writeGraphModel(graph);
  const text = new TextEncoder().encode(JSON.stringify(modelJson));
  return packGraphModel(text, new Map([['group1-shard1of1.bin', shard]]));
}
