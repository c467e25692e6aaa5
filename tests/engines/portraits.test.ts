import { expect, test } from 'vitest';
import type { Embedder } from '#engines/embedder.ts';
import { Portraits } from '#engines/portraits/portraits.ts';

const somebody = { box: { x0: 10, y0: 10, x1: 30, y1: 90 }, score: 0.9, classId: 0 };
const open = new Set<object>();
function frame(): VideoFrame {
  const made = { clone: frame, close: () => open.delete(made) };
  open.add(made);
  return made as unknown as VideoFrame;
}

/** What it did. @param fails - It does, when it is asked. */
function embedder(fails: boolean): Embedder & { readonly did: string[] } {
  const did: string[] = [];
  return {
    did,
    dimension: 2,
    embed: async (picture, boxes) => {
      picture.close();
      did.push('looked');
      if (fails) throw new Error('The network is gone.');
      return boxes.map(() => Float32Array.of(1, 0));
    },
    [Symbol.dispose]: () => void did.push('closed'),
  };
}

test('an embedder that fails is closed, its frame too, and nobody is told apart by what it said', async () => {
  const failing = embedder(true);
  const said: string[] = [];
  const resemblance = { same: 0.2, different: 0.6, sigma: 0.2 };
  using portraits = new Portraits(1, failing, resemblance, (why) => said.push(why));
  const picture = frame();
  expect(await portraits.compare(picture, 'cam1', 0, [somebody], [])).toEqual({});
  expect(failing.did).toEqual(['looked', 'closed']);
  expect([...open]).toEqual([picture]);
  expect(said).toEqual(['Error: The network is gone.']);
});

test('a camera whose time went back is looked at again, and not twice in a second', async () => {
  const looking = embedder(false);
  using portraits = new Portraits(1, looking);
  const ids: (number | undefined)[] = [];
  for (const seconds of [100, 100.5, 3, 3.9, 4]) {
    const { likenesses } = await portraits.compare(frame(), 'cam1', seconds * 1e6, [somebody], []);
    ids.push(likenesses?.get(0)?.id);
  }
  expect(ids).toEqual([1, undefined, 2, undefined, 3]);
});
