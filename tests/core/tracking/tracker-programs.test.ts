import { expect, test } from 'vitest';
import { createScene } from '#core/pipeline/scene.ts';
import { sceneDefaults } from '#core/pipeline/settings.ts';
import { defaultTracker, trackerNames } from '#core/tracking/tracker-cards.ts';
import { fetchTracker, standardPrograms } from '#core/tracking/tracker-programs.ts';
import { publishedSettings } from '#core/tracking/tracker-settings.ts';
import { trackers } from '#core/tracking/trackers.ts';
import { tinyProject } from '../../support/tiny-project.ts';

test('the default is there from the start', () => {
  expect(standardPrograms[defaultTracker as keyof typeof standardPrograms]).toBe(trackers[defaultTracker]);
});

test.each(trackerNames)('%s comes as it is asked for, beside the default', async (name) => {
  expect(await fetchTracker(name)).toEqual({ ...standardPrograms, [name]: trackers[name] });
});

test('a scene is not begun with a tracker whose program was not fetched', async () => {
  const settings = { ...sceneDefaults, tracking: publishedSettings('oc-sort') };
  expect(() => createScene(tinyProject(), settings)).toThrow('the program of oc-sort is fetched before it is started');
  const { cameras } = createScene(tinyProject(), settings, await fetchTracker('oc-sort'));
  expect([...cameras.values()].every(({ tracker }) => tracker.tracker === trackers['oc-sort'])).toBe(true);
});
