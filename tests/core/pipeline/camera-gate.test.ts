import { describe, expect, test } from 'vitest';
import type { Condition } from '#core/detection/camera-condition.ts';
import { CameraGate } from '#core/pipeline/camera-gate.ts';
import type { SceneInput } from '#core/pipeline/scene-input.ts';
import { micros } from '#core/time/micros.ts';

const at = (seconds: number) => micros(Math.round(seconds * 1e6));
const HOUR = 3600;

/** Two cameras that send ten times a second; the clock of `b` is an hour ahead from 2 s to 6 s. */
function send(pictures: Readonly<Record<number, Condition>>, clockJumps = true, gate = new CameraGate()) {
  const told: [seconds: number, Condition][] = [];
  for (let tick = 0; tick < 100; tick++) {
    const seconds = tick / 10;
    const ahead = clockJumps && seconds >= 2 && seconds < 6 ? HOUR : 0;
    const picture = pictures[seconds];
    const inputs: SceneInput[] = [{ kind: 'camera', camera: 'a', time: at(seconds), detections: [] }];
    const time = at(seconds + ahead);
    if (picture !== undefined) inputs.push({ kind: 'condition', camera: 'b', time, condition: picture });
    inputs.push({ kind: 'camera', camera: 'b', time, detections: [] });
    for (const input of gate.admit(inputs, at(seconds)).inputs)
      if (input.kind === 'condition') told.push([Math.round(seconds), input.condition]);
  }
  return told;
}

describe('a camera whose clock jumped', () => {
  test('that is covered meanwhile is told as covered when its clock is right again', () => {
    expect(send({ 4: 'covered', 8: 'well' })).toEqual([
      [2, 'clock-ahead'],
      [6, 'covered'],
      [8, 'well'],
    ]);
  });

  test('that was covered and is not any more is well when its clock is right again, and not before', () => {
    expect(send({ 1: 'covered', 4: 'well' })).toEqual([
      [1, 'covered'],
      [2, 'clock-ahead'],
      [6, 'well'],
    ]);
  });
});

describe('a run that goes on', () => {
  const interrupted = () => {
    const gate = new CameraGate();
    gate.knows('b', { is: 'covered', moved: false });
    return gate;
  };

  test('takes back a camera that was covered when it was interrupted and shows something now', () => {
    expect(send({ 0: 'well' }, false, interrupted())).toEqual([[0, 'well']]);
  });

  test('does not take back a camera that was moved, whatever whoever looks now sees of it', () => {
    const gate = new CameraGate();
    gate.knows('b', { is: 'moved', moved: true });
    expect(send({ 0: 'well', 3: 'covered', 5: 'well' }, false, gate)).toEqual([
      [3, 'covered'],
      [5, 'moved'],
    ]);
  });

  test('says nothing twice', () => {
    expect(send({ 0: 'covered' }, false, interrupted())).toEqual([]);
    expect(send({ 0: 'well' }, false)).toEqual([]);
  });
});
