/** One number in, one out; two numbers; many along axes. */
import { type Translate, one } from '#engines/graph-model/translation.ts';

export const elementwiseTranslations = {
  Abs: one('Abs'),
  Add: one('Add'),
  AddN: one('Sum'),
  AddV2: one('Add'),
  BiasAdd: one('Add'),
  Ceil: one('Ceil'),
  Div: one('Div'),
  Elu: one('Elu'),
  Erf: one('Erf'),
  Exp: one('Exp'),
  Floor: one('Floor'),
  Log: one('Log'),
  Max: reduce('ReduceMax'),
  Maximum: one('Max'),
  Mean: reduce('ReduceMean'),
  Min: reduce('ReduceMin'),
  Minimum: one('Min'),
  Mul: one('Mul'),
  Neg: one('Neg'),
  Pow: one('Pow'),
  RealDiv: one('Div'),
  Reciprocal: one('Reciprocal'),
  Relu: one('Relu'),
  Rsqrt: (t) => t.add('Reciprocal', [t.add('Sqrt', t.inputs)]),
  Sigmoid: one('Sigmoid'),
  Softmax: one('Softmax'),
  Softplus: one('Softplus'),
  Sqrt: one('Sqrt'),
  Square: (t) => t.add('Mul', [t.inputs[0]!, t.inputs[0]!]),
  Sub: one('Sub'),
  Sum: reduce('ReduceSum'),
  Tanh: one('Tanh'),
} as const satisfies Record<string, Translate>;

function reduce(operator: string): Translate {
  return (t) => t.add(operator, [t.inputs[0]!], { axes: t.numbers(1, 'axes'), keepdims: t.number('keep_dims', 0) });
}
