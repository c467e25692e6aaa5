/** TensorProto: weights, and numbers that shapes are made of. */
import type { PbfReader } from 'pbf';
import { WorkbenchError } from '#core/errors/workbench-error.ts';
import { type Constant, floats, ints, sizeOf } from '#engines/network/constant.ts';
import { fromHalf } from '#engines/onnx/half.ts';
import { inside } from '#engines/onnx/message.ts';

interface ElementType {
  readonly name: string;
  readonly kind: Constant['type'];
  /** `null`: the numbers are in `int32_data` and its siblings only as the bits they are. */
  readonly fromRaw: (bytes: ArrayBuffer) => ArrayLike<number>;
  /** Of the numbers as the typed fields hold them. */
  readonly fromFields?: (values: readonly number[]) => ArrayLike<number>;
}

/** By the number in `TensorProto.DataType`. Floats of other widths are widened or narrowed to 32 bits. */
const elementTypes: Readonly<Record<number, ElementType>> = {
  1: { name: 'float32', kind: 'float', fromRaw: (bytes) => new Float32Array(bytes) },
  2: { name: 'uint8', kind: 'int', fromRaw: (bytes) => new Uint8Array(bytes) },
  3: { name: 'int8', kind: 'int', fromRaw: (bytes) => new Int8Array(bytes) },
  4: { name: 'uint16', kind: 'int', fromRaw: (bytes) => new Uint16Array(bytes) },
  5: { name: 'int16', kind: 'int', fromRaw: (bytes) => new Int16Array(bytes) },
  6: { name: 'int32', kind: 'int', fromRaw: (bytes) => new Int32Array(bytes) },
  7: { name: 'int64', kind: 'int', fromRaw: (bytes) => Array.from(new BigInt64Array(bytes), Number) },
  9: { name: 'bool', kind: 'int', fromRaw: (bytes) => new Uint8Array(bytes) },
  10: {
    name: 'float16',
    kind: 'float',
    fromRaw: (bytes) => Array.from(new Uint16Array(bytes), fromHalf),
    fromFields: (bits) => bits.map(fromHalf),
  },
  11: { name: 'float64', kind: 'float', fromRaw: (bytes) => new Float64Array(bytes) },
  12: { name: 'uint32', kind: 'int', fromRaw: (bytes) => new Uint32Array(bytes) },
  13: { name: 'uint64', kind: 'int', fromRaw: (bytes) => Array.from(new BigUint64Array(bytes), Number) },
  16: {
    name: 'bfloat16',
    kind: 'float',
    fromRaw: (bytes) => fromBrain(Array.from(new Uint16Array(bytes))),
    fromFields: fromBrain,
  },
};

export function elementName(type: number): string {
  return elementTypes[type]?.name ?? `element type ${type}`;
}

/** @throws WorkbenchError `model/unsupported`, `model/malformed` */
export function readTensor(reader: PbfReader, fileName: string): { name: string; constant: Constant } {
  const tensor = { name: '', type: 0, external: false, raw: null as Uint8Array | null };
  const [shape, values]: [number[], number[]] = [[], []];
  inside(
    reader,
    (field) => {
      if (field === 1) reader.readPackedVarint(shape, true);
      else if (field === 2) tensor.type = reader.readVarint();
      else if (field === 4) reader.readPackedFloat(values);
      else if (field === 5 || field === 7) reader.readPackedVarint(values, true);
      else if (field === 8) tensor.name = reader.readString();
      else if (field === 9) tensor.raw = reader.readBytes();
      else if (field === 10) reader.readPackedDouble(values);
      else if (field === 11) reader.readPackedVarint(values);
      else if (field === 14) tensor.external = reader.readVarint() === 1;
    },
    tensor,
  );
  const { name, type, raw } = tensor;
  if (tensor.external) {
    throw unreadable(
      fileName,
      name,
      'lies in a second file beside the model. Export the model again with everything in one file (in Python: ' +
        'onnx.save(model, path, save_as_external_data=False)).',
    );
  }
  const element = elementTypes[type];
  if (element === undefined) {
    throw unreadable(fileName, name, `is of ${elementName(type)}. Export the model in float32.`);
  }
  const data = raw === null ? (element.fromFields ?? ((given) => given))(values) : element.fromRaw(aligned(raw));
  if (data.length !== sizeOf(shape)) {
    throw new WorkbenchError(
      'model/malformed',
      `${fileName} is damaged: the weight ${name} should have ${sizeOf(shape)} numbers and has ${data.length}. ` +
        'Download or export it again.',
      { details: { file: fileName, weight: name } },
    );
  }
  return { name, constant: (element.kind === 'float' ? floats : ints)(shape, data) };
}

function unreadable(fileName: string, weight: string, why: string): WorkbenchError {
  return new WorkbenchError('model/unsupported', `${fileName} cannot be read: its weight ${weight} ${why}`, {
    details: { file: fileName, weight },
  });
}

/** A copy that begins where numbers of any width may begin. */
function aligned(bytes: Uint8Array): ArrayBuffer {
  return Uint8Array.from(bytes).buffer;
}

/** The upper half of a float32. */
function fromBrain(bits: readonly number[]): Float32Array {
  return new Float32Array(Uint32Array.from(bits, (each) => each << 16).buffer);
}
