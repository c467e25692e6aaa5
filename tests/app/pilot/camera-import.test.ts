import { expect, test } from 'vitest';
import { CameraImport } from '#app/pilot/camera-import.svelte.ts';
import { trueCamera, uncalibratedProject } from '../../support/marked-floor.ts';

const project = uncalibratedProject();
const camera = project.cameras[0]!;
const { fx, fy, cx, cy, rotation, translation } = trueCamera;
const written = {
  camera_matrix: [
    [fx, 0, cx],
    [0, fy, cy],
    [0, 0, 1],
  ],
  distortion_coefficients: [0, 0, 0, 0, 0],
  R: [rotation.slice(0, 3), rotation.slice(3, 6), rotation.slice(6)],
  tvec: translation,
};

async function read(cameras: Readonly<Record<string, unknown>>): Promise<CameraImport> {
  const importing = new CameraImport();
  const file = new File([JSON.stringify(cameras)], 'both.json');
  await importing.open(Promise.resolve([{ path: 'both.json', file, handle: null }]), camera);
  return importing;
}

test('what was chosen and placed is taken back step by step, to before the file, and done again', async () => {
  const importing = await read({ left: written, right: written });
  expect(importing.chosen).toBeNull();
  importing.choose(importing.cameras[1]!);
  importing.place({ length: 'cm' });
  importing.place({ x: 2 });
  expect(importing.on(project, camera)!.model).not.toBeNull();
  importing.undo();
  expect(importing.placing).toMatchObject({ length: 'cm', x: 0 });
  importing.undo();
  expect(importing.placing).toMatchObject({ length: 'm' });
  importing.undo();
  expect(importing.chosen).toBeNull();
  importing.undo();
  expect([importing.cameras, importing.undoable]).toEqual([[], false]);
  for (let step = 0; step < 4; step++) importing.redo();
  expect(importing.redoable).toBe(false);
  expect(importing.placing).toMatchObject({ length: 'cm', x: 2 });
  expect(importing.chosen!.name).toBe('right');
});
