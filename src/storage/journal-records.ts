/** The records inside a chunk of the journal, as `docs/formats.md` lays them out. */
import { CONDITIONS } from '#core/detection/camera-condition.ts';
import type { Detection } from '#core/detection/detection.ts';
import type { SightedPerson } from '#core/detection/sighting.ts';
import { assert, unreachable } from '#core/errors/assert.ts';
import { type Covariance2, type WorldPoint, groundPoint } from '#core/geometry/frames.ts';
import type { SceneInput } from '#core/pipeline/scene-input.ts';
import { type Micros, micros } from '#core/time/micros.ts';
import type { ByteReader } from '#storage/byte-reader.ts';
import { ByteWriter } from '#storage/byte-writer.ts';
import { readAction, writeAction } from '#storage/journal-deeds.ts';
import { readLikenesses, writeLikenesses } from '#storage/journal-likenesses.ts';
import { MAX_MICROS, readTimes, writeTimes } from '#storage/journal-times.ts';
import { StringTable, readStrings } from '#storage/string-table.ts';

const CAMERA = 1;
const PEOPLE = 2;
const READINGS = 3;
const ACTION = 4;
const CONDITION = 5;
const CAMERA_WITH_LIKENESSES = 6;

export function writeRecords(inputs: readonly SceneInput[]): Uint8Array {
  const strings = new StringTable();
  const records = new ByteWriter();
  let previous = 0;
  for (const input of inputs) {
    assert(Number.isSafeInteger(input.time) && Math.abs(input.time) < MAX_MICROS, `${input.time} is not whole µs`);
    writeInput(records, strings, input, input.time - previous);
    previous = input.time;
  }
  const body = new ByteWriter(records.length + 4096);
  strings.write(body);
  body.unsigned(inputs.length);
  body.raw(records.bytes());
  return body.bytes();
}

export function readRecords(reader: ByteReader, fail: (reason: string) => never): readonly SceneInput[] {
  const strings = readStrings(reader);
  const text = () => strings[reader.unsigned()] ?? fail('a record names a text that is not in its table');
  const inputs: SceneInput[] = [];
  let time = 0;
  for (let left = reader.count(3); left > 0; left--) {
    const kind = reader.u8();
    time += reader.signed();
    inputs.push(readInput(reader, kind, micros(time), text, fail));
  }
  if (reader.remaining > 0) fail(`${reader.remaining} bytes follow its last record`);
  return inputs;
}

function writeInput(out: ByteWriter, strings: StringTable, input: SceneInput, elapsed: number): void {
  switch (input.kind) {
    case 'camera':
      head(out, input.likenesses === undefined ? CAMERA : CAMERA_WITH_LIKENESSES, elapsed);
      out.unsigned(strings.index(input.camera));
      out.unsigned(input.detections.length);
      for (const detection of input.detections) writeDetection(out, detection);
      if (input.likenesses !== undefined) writeLikenesses(out, input.likenesses);
      return;
    case 'people':
      head(out, PEOPLE, elapsed);
      out.unsigned(strings.index(input.source));
      out.unsigned(input.people.length);
      for (const person of input.people) writePerson(out, strings, person);
      return;
    case 'readings':
      assert(input.times.length === input.values.length, 'a reading has a time and a value');
      head(out, READINGS, elapsed);
      out.unsigned(strings.index(input.sensor));
      out.unsigned(input.times.length);
      writeTimes(out, input.times, input.time);
      writeValues(out, input.values);
      return;
    case 'action':
      head(out, ACTION, elapsed);
      writeAction(out, strings, input);
      return;
    case 'condition':
      head(out, CONDITION, elapsed);
      out.unsigned(strings.index(input.camera));
      out.unsigned(CONDITIONS.indexOf(input.condition));
      return;
    default:
      unreachable(input);
  }
}

function readInput(
  reader: ByteReader,
  kind: number,
  time: Micros,
  text: () => string,
  fail: (reason: string) => never,
): SceneInput {
  switch (kind) {
    case CAMERA:
      return { kind: 'camera', camera: text(), time, detections: list(reader, 21, readDetection) };
    case CAMERA_WITH_LIKENESSES: {
      const [camera, detections] = [text(), list(reader, 21, readDetection)];
      return { kind: 'camera', camera, time, detections, likenesses: readLikenesses(reader) };
    }
    case PEOPLE:
      return { kind: 'people', source: text(), time, people: list(reader, 26, (r) => readPerson(r, text)) };
    case READINGS: {
      const sensor = text();
      const count = reader.count(5);
      const times = readTimes(reader, count, time);
      const values = new Float32Array(count);
      for (let i = 0; i < count; i++) values[i] = reader.f32();
      return { kind: 'readings', sensor, time, times, values };
    }
    case ACTION:
      return readAction(reader, time, text, fail);
    case CONDITION: {
      const camera = text();
      const condition = CONDITIONS[reader.unsigned()] ?? fail('the condition of a camera is unknown');
      return { kind: 'condition', camera, time, condition };
    }
    default:
      return fail(`a record is of the unknown kind ${kind}`);
  }
}

/** @param elapsed - µs since the input before. */
function head(out: ByteWriter, kind: number, elapsed: number): void {
  out.u8(kind);
  out.signed(elapsed);
}

function writeDetection(out: ByteWriter, { box, score, classId }: Detection): void {
  for (const n of [box.x0, box.y0, box.x1, box.y1, score]) out.f32(n);
  out.unsigned(classId);
}

function readDetection(r: ByteReader): Detection {
  return {
    box: { x0: r.f32(), y0: r.f32(), x1: r.f32(), y1: r.f32() },
    score: r.f32(),
    classId: r.unsigned(),
  };
}

function writePerson(out: ByteWriter, strings: StringTable, person: SightedPerson): void {
  out.unsigned(strings.index(person.id));
  for (const n of [person.at.x, person.at.y, ...person.cov]) out.f32(n);
  out.unsigned(person.hands.length);
  for (const { x, y, z } of person.hands) for (const n of [x, y, z]) out.f32(n);
}

function readPerson(r: ByteReader, text: () => string): SightedPerson {
  const id = text();
  const at = groundPoint(r.f32(), r.f32());
  const cov: Covariance2 = [r.f32(), r.f32(), r.f32(), r.f32()];
  return { id, at, cov, hands: list(r, 12, readHand) };
}

function readHand(r: ByteReader): WorldPoint {
  return { x: r.f32(), y: r.f32(), z: r.f32() };
}

function writeValues(out: ByteWriter, values: Float32Array): void {
  for (let i = 0; i < values.length; i++) out.f32(values[i]!);
}

function list<T>(reader: ByteReader, size: number, read: (reader: ByteReader) => T): readonly T[] {
  return Array.from({ length: reader.count(size) }, () => read(reader));
}
