/** A network whose vectors say how alike people look. */
export interface Embedder {
  readonly name: string;
  /** Of its ONNX file. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}
