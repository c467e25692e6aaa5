/** What of an ONNX file the importer needs (onnx.proto3 of ONNX 1.16; IR version 3 and later). */
import type { Constant } from '#engines/network/constant.ts';

export interface OnnxModel {
  readonly irVersion: number;
  readonly producer: string;
  /** Version of the operator set of ONNX itself; of other domains, `domains` names those that nodes use. */
  readonly opset: number;
  readonly nodes: readonly OnnxNode[];
  readonly weights: ReadonlyMap<string, Constant>;
  /** Without those that are weights too, as IR version 3 lists them. */
  readonly inputs: readonly OnnxValue[];
  readonly outputs: readonly OnnxValue[];
}

export interface OnnxNode {
  /** Never empty: that of its first output when the file gives none. */
  readonly name: string;
  readonly operator: string;
  /** Empty for ONNX's own operators. */
  readonly domain: string;
  /** An empty name is an input that was left out. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: ReadonlyMap<string, Attribute>;
}

export type Attribute = number | string | readonly number[] | readonly string[] | Constant;

export interface OnnxValue {
  readonly name: string;
  readonly type: string;
  /** A name stands for a length that is left open; `null` when the file gives no shape. */
  readonly shape: readonly (number | string)[] | null;
}
