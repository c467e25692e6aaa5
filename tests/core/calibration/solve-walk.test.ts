import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { KeptLens } from '#core/calibration/kept-lens.ts';
import { type FoundCamera, type WalkedCamera, solveWalk } from '#core/calibration/solve-walk.ts';
import { projectToImage } from '#core/geometry/camera-model.ts';
import { micros } from '#core/time/micros.ts';
import { STEP, type Crowd, type Passer } from '../../support/walking-crowd.ts';
import { type WalkedRoom, WALKED_ROOM, filmed, floorError, solved, walkedRoom } from '../../support/walked-room.ts';

const MINUTE = 60;

describe('a minute of walking under cameras of which one is calibrated', () => {
  const room = walkedRoom({ cameras: 4, seconds: MINUTE }, 201);
  const answer = solved(room);

  test('tells where the others hang', () => {
    expect(answer.fault).toBeNull();
    expect(answer.cameras.map(({ camera, ok }) => [camera, ok])).toEqual([
      ['cam2', true],
      ['cam3', true],
      ['cam4', true],
    ]);
    for (const each of found(answer.cameras)) expect(floorError(realOf(room, each), each.model)).toBeLessThan(0.15);
  });

  test('tells how late their clocks are', () => {
    for (const each of found(answer.cameras)) expect(Math.abs(each.late - lateOf(room, each))).toBeLessThan(0.04);
  });

  test('tells how sure that is', () => {
    for (const { residualCm, residualPx, lateSigma, shared, hops } of found(answer.cameras)) {
      expect(residualCm).toBeGreaterThan(2);
      expect(residualCm).toBeLessThan(30);
      expect(residualPx).toBeLessThan(60);
      expect(lateSigma).toBeLessThan(0.02);
      expect(shared).toBeGreaterThan(40);
      expect(hops).toBe(1);
    }
  });

  test('leaves the reference as it is', () => {
    expect(answer.cameras.some(({ camera }) => camera === 'cam1')).toBe(false);
  });
});

describe('a lens that is known', () => {
  const room = walkedRoom({ cameras: 2, seconds: MINUTE }, 203);
  const solvedWith = (lens: KeptLens) =>
    found(solved({ ...room, watched: room.watched.map((each) => ({ ...each, lens })) }).cameras)[0]!;

  test('stays as it is', () => {
    const { fx, fy, cx, cy, distortion } = room.webcams[1]!.real;
    const whole = solvedWith({ kind: 'whole', fx, fy, cx, cy, distortion });
    expect(whole.model).toMatchObject({ fx, fy, cx, cy, distortion });
    expect(floorError(room.webcams[1]!.real, whole.model)).toBeLessThan(0.15);
  });

  test('bends the picture as it did, whatever the focal length is found to be', () => {
    const { model } = solvedWith({ kind: 'bend', bend: { k1: -0.01, k2: 0.002 } });
    const scale = (2 * model.fx) / Math.hypot(model.width, model.height);
    expect(model.distortion[0]).toBeCloseTo(-0.01 * scale ** 2, 9);
    expect(model.distortion[1]).toBeCloseTo(0.002 * scale ** 4, 9);
  });
});

describe('a camera that the reference does not meet', () => {
  // The walker is in the first half of the room, which cam1 and cam2 film, and then in the second, which cam2 and cam3 do.
  const whole = walkedRoom({ cameras: 3, seconds: 2 * MINUTE }, 202);
  const half = (camera: string) => (time: number) =>
    camera === 'cam2' || (camera === 'cam1' ? time < MINUTE : time >= MINUTE);
  const room: WalkedRoom = {
    ...whole,
    watched: whole.watched.map((each, i) => ({
      ...each,
      sightings: each.sightings.map((sighting) =>
        half(each.camera)(sighting.time / 1e6 - whole.late[i]!) ? sighting : { ...sighting, detections: [] },
      ),
    })),
  };

  test('is found through one that meets both', () => {
    const [near, far] = found(solved(room).cameras);
    expect(near).toMatchObject({ camera: 'cam2', hops: 1 });
    expect(far).toMatchObject({ camera: 'cam3', hops: 2 });
    expect(floorError(realOf(room, far!), far!.model)).toBeLessThan(0.3);
    expect(Math.abs(far!.late - lateOf(room, far!))).toBeLessThan(0.08);
  });
});

describe('what a walk does not tell is said', () => {
  const room = walkedRoom({ cameras: 2, seconds: MINUTE }, 203);
  const [first, second] = [room.watched[0]!, room.watched[1]!];
  const faultWith = (change: Partial<typeof second>) => {
    const [other] = solveWalk([first, { ...second, ...change }], 'cam1').cameras;
    return other!.ok ? null : other!.fault;
  };
  const shifted = (seconds: number) => ({
    sightings: second.sightings.map((each) => ({ ...each, time: micros(each.time + 1e6 * seconds) })),
  });

  test('of a reference that is not calibrated', () => {
    const { fault, cameras } = solveWalk([{ ...first, model: null }, second], 'cam1');
    expect(fault).toEqual({ kind: 'uncalibrated', camera: 'cam1' });
    expect(cameras).toEqual([]);
  });

  test('of a reference that does not know of one box where it stands', () => {
    const sky = { x0: 100, y0: 0, x1: 110, y1: 2 };
    const sightings = first.sightings.map((each) => ({
      ...each,
      detections: each.detections.slice(0, 1).map((detection) => ({ ...detection, box: sky })),
    }));
    const { fault } = solveWalk([{ ...first, sightings }, second], 'cam1');
    expect(fault).toEqual({ kind: 'nobody', camera: 'cam1', seconds: 0 });
  });

  test('of a camera that saw nobody', () => {
    expect(faultWith({ sightings: second.sightings.map((each) => ({ ...each, detections: [] })) })).toMatchObject({
      kind: 'nobody',
      seconds: 0,
    });
    expect(faultWith({ sightings: [] })).toMatchObject({ kind: 'nobody' });
  });

  test('of two people', () => {
    const crowd = walkedRoom({ cameras: 2, seconds: 20, people: 2 }, 203);
    expect(solved(crowd).fault).toMatchObject({ kind: 'several', camera: 'cam1' });
  });

  test('but not of a box that a detector made up now and then', () => {
    const boxes = room.watched.flatMap(({ sightings }) => sightings.map(({ detections }) => detections.length));
    expect(boxes.filter((count) => count > 1).length).toBeGreaterThan(10);
    expect(faultWith({})).toBeNull();
  });

  test('of a clock that runs backwards', () => {
    const sightings = [...second.sightings.slice(0, 300), ...shifted(-20).sightings.slice(300)];
    expect(faultWith({ sightings })).toMatchObject({ kind: 'backwards', camera: 'cam2' });
  });

  test('of clocks that are hours, or some seconds, apart', () => {
    expect(faultWith(shifted(3 * 3600))).toMatchObject({ kind: 'apart', camera: 'cam2' });
    const near = faultWith(shifted(20));
    expect(near).toMatchObject({ kind: 'apart' });
    expect((near as { seconds: number }).seconds).toBeCloseTo(20 + room.late[1]!, 0);
  });

  test('of a walker who leaves where both look', () => {
    const sightings = second.sightings.filter((_, i) => i < 50);
    expect(faultWith({ sightings })).toMatchObject({ kind: expect.stringMatching(/overlap|still/u) });
  });

  test.each([
    ['still', () => ({ x: 4, y: 3 })],
    // To and fro between two walls.
    ['line', (t: number) => ({ x: 2 + 4 * Math.abs(((t / 8) % 2) - 1), y: 3 })],
  ] as const)('of a walker who %s', (kind, at) => {
    const alone = filmed(alongOne(at), 2, 40, {}, 204);
    const [other] = solved(alone).cameras;
    expect(other).toMatchObject({ ok: false, fault: { kind } });
  });
});

test('however a webcam hangs and whoever walks, it is found or a reason is given', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 10, max: 40 }), (seed, seconds) => {
      const room = walkedRoom({ cameras: 2, seconds }, seed);
      for (const each of solved(room).cameras) {
        if (!each.ok) expect(each.fault.camera).toBe(each.camera);
        else {
          expect(each.model.rotation.every(Number.isFinite)).toBe(true);
          expect(projectToImage(each.model, { x: WALKED_ROOM.x / 2, y: WALKED_ROOM.y / 2, z: 0 })).not.toBeNull();
        }
      }
    }),
    { numRuns: 6 },
  );
});

const found = (cameras: readonly WalkedCamera[]): readonly FoundCamera[] => cameras.filter((each) => each.ok);
const realOf = ({ webcams }: WalkedRoom, { camera }: FoundCamera) => webcams.find(({ id }) => id === camera)!.real;
const lateOf = ({ webcams, late }: WalkedRoom, { camera }: FoundCamera) =>
  late[webcams.findIndex(({ id }) => id === camera)]!;

/** One person who is where `at` says at second `t`. */
function alongOne(at: (t: number) => Passer): Crowd {
  return { heights: [1.74], moments: Array.from({ length: 41 / STEP }, (_, i) => [at(i * STEP)]), shelf: null };
}
