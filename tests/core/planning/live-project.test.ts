import { expect, test } from 'vitest';
import { isCalibrated } from '#core/planning/camera.ts';
import { SOME_ROOM, continuedProject, liveProject, newestClipName, roomOf } from '#core/planning/live-project.ts';
import { readProject } from '#core/planning/read-project.ts';
import { tinyProject } from '../../support/tiny-project.ts';

const NOW = '2026-11-24T06:00:00.000Z';
const camera = { id: 'cam1', name: 'Door', width: 640, height: 360, known: null };

test('webcams nobody set up make a project that can be stored and read again', () => {
  const project = liveProject('2 webcams', [camera, { ...camera, id: 'cam2' }], NOW);
  expect(readProject(JSON.parse(JSON.stringify(project)), 'project.json')).toEqual(project);
  expect(project.cameras.some(isCalibrated)).toBe(false);
});

test('a camera that was set up before keeps its calibration and masks', () => {
  const known = { ...tinyProject().cameras[0]!, masks: [rectangle(10, 10, 50, 40)] };
  const { width, height } = known;
  const again = liveProject('', [{ ...camera, width, height, known }], NOW).cameras[0]!;
  expect(again).toEqual({ ...known, id: 'cam1', name: 'Door' });
});

test('what somebody chose for a camera against the others is kept until they choose again', () => {
  const priorityOf = (
    known: typeof camera.known | ReturnType<typeof liveProject>['cameras'][number],
    priority?: number,
  ) => liveProject('', [{ ...camera, known, ...(priority === undefined ? {} : { priority }) }], NOW).cameras[0]!;
  const more = priorityOf(null, 2);
  expect(more.priority).toBe(2);
  expect(priorityOf(more).priority).toBe(2);
  expect(priorityOf(more, 1)).not.toHaveProperty('priority');
  expect(readProject({ ...tinyProject(), cameras: [more] }, '').cameras[0]!.priority).toBe(2);
});

test('when it delivers another size its masks follow the picture and its calibration is void', () => {
  const known = { ...tinyProject().cameras[0]!, width: 1280, height: 720, masks: [rectangle(100, 100, 500, 400)] };
  const again = liveProject('', [{ ...camera, known }], NOW).cameras[0]!;
  expect(again.masks).toEqual([rectangle(50, 50, 250, 200)]);
  expect(isCalibrated(again)).toBe(false);
});

test('the plan is the room as it was measured, and the room can be read off it', () => {
  expect(roomOf(liveProject('', [camera], NOW))).toEqual(SOME_ROOM);
  const hall = liveProject('', [camera], NOW, { width: 12.5, depth: 8 });
  expect(hall.plan.outline).toEqual(rectangle(0, 0, 12.5, 8));
  expect(roomOf(hall)).toEqual({ width: 12.5, depth: 8 });
});

function rectangle(x0: number, y0: number, x1: number, y1: number): [number, number][] {
  return [
    [x0, y0],
    [x1, y0],
    [x1, y1],
    [x0, y1],
  ];
}

test('a live run that goes on records further parts of the same cameras, and says so', () => {
  const project = liveProject('2 webcams', [camera, { ...camera, id: 'cam2' }], NOW);
  const paths = ({ recordings }: typeof project) => recordings[0]!.clips.map(({ path }) => path);
  const once = continuedProject(project, { lastTime: 12_340_000, now: NOW });
  expect(paths(once)).toEqual(['clips/cam1.mkv', 'clips/cam2.mkv', 'clips/cam1-2.mkv', 'clips/cam2-2.mkv']);
  expect(once.notes.at(-1)).toContain('Interrupted at 12.3 s');
  const twice = continuedProject(once, { lastTime: 20_000_000, now: NOW });
  expect(paths(twice).slice(4)).toEqual(['clips/cam1-3.mkv', 'clips/cam2-3.mkv']);
  expect(newestClipName(twice.recordings[0]!, 'cam2')).toBe('cam2-3');
  expect(newestClipName(project.recordings[0]!, 'cam2')).toBe('cam2');
  expect(readProject(JSON.parse(JSON.stringify(twice)), 'project.json')).toEqual(twice);
});
