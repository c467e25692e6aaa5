import { expect, test } from 'vitest';
import { Recollection } from '#core/pipeline/recollection.ts';
import { type SceneLists, applyUpdate, emptyLists, rememberLists, updateOf } from '#core/pipeline/scene-update.ts';
import { viewScene } from '#core/pipeline/view.ts';
import { tinyProject } from '../../support/tiny-project.ts';
import { inOrder, positions, shoppingTrip, weights } from '../../support/tiny-walk.ts';

const recollection = new Recollection(tinyProject());
recollection.take(inOrder(positions(25, { a: shoppingTrip }), weights(25, { 'f1-s1-p1': [6, 105] })));

/** Goes from moment to moment, s. @returns How many items of long lists were sent for each. */
async function jump(seconds: readonly number[]): Promise<readonly number[]> {
  let [sent, received, shown]: SceneLists[] = [emptyLists, emptyLists, emptyLists];
  const sizes: number[] = [];
  for (const second of seconds) {
    const view = viewScene(await recollection.at(second * 1e6));
    const update = structuredClone(updateOf(sent!, view));
    sizes.push(Object.values(update.changes).reduce((sum, { added }) => sum + added.length, 0));
    shown = applyUpdate(received!, update, shown!);
    expect(shown).toEqual(view);
    sent = rememberLists(sent!, view);
    received = rememberLists(received!, shown);
  }
  return sizes;
}

test('whoever jumps about in a session sees every moment whole', () => jump([25, 3, 9, 8, 25, 0, 14]));

test('what was sent is not sent again to whoever went back and comes forth', async () => {
  const [first, back, forth] = await jump([25, 0, 25]);
  expect(first).toBeGreaterThan(2);
  expect([back, forth]).toEqual([0, 0]);
});

test('a list that did not change is not sent, and stays the object it was', async () => {
  const view = viewScene(await recollection.at(20e6));
  const update = updateOf(view, viewScene(await recollection.at(20.1e6)));
  expect(update.changes.interactions).toEqual({ kept: 1, added: [] });
  expect(applyUpdate(view, update, view).interactions).toBe(view.interactions);
});
