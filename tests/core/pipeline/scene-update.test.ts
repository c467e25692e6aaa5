import { expect, test } from 'vitest';
import { Recollection } from '#core/pipeline/recollection.ts';
import { type SceneLists, applyUpdate, emptyLists, updateOf } from '#core/pipeline/scene-update.ts';
import { viewScene } from '#core/pipeline/view.ts';
import { tinyProject } from '../../support/tiny-project.ts';
import { inOrder, positions, shoppingTrip, weights } from '../../support/tiny-walk.ts';

const recollection = new Recollection(tinyProject());
recollection.take(inOrder(positions(25, { a: shoppingTrip }), weights(25, { 'f1-s1-p1': [6, 105] })));

test('whoever jumps about in a session sees every moment whole', async () => {
  let [sent, seen]: SceneLists[] = [emptyLists, emptyLists];
  for (const second of [25, 3, 9, 8, 25, 0, 14]) {
    const view = viewScene(await recollection.at(second * 1e6));
    const update = structuredClone(updateOf(sent!, view));
    const received = applyUpdate(seen!, update);
    expect(received).toEqual(view);
    [sent, seen] = [view, received];
  }
});

test('a list that did not change is not sent, and stays the object it was', async () => {
  const view = viewScene(await recollection.at(20e6));
  const update = updateOf(view, viewScene(await recollection.at(20.1e6)));
  expect(update.changes.interactions).toEqual({ kept: 1, added: [] });
  expect(applyUpdate(view, update).interactions).toBe(view.interactions);
});
