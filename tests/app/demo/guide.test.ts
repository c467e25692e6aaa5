/** What a newcomer is told in the demo. */
import { expect, test } from 'vitest';
import { Guide, HINTS } from '#app/demo/guide.svelte.ts';
import { specimenTake } from '#ui/kit-page/specimen-session.ts';

type Watched = ConstructorParameters<typeof Guide>[0];

const outcome = (interactions: number): NonNullable<Watched['outcome']> => ({
  interactions: Array.from({ length: interactions }, () => specimenTake),
});

test('one hint at a time: to pause until something is taken, to ask why until the end, and then to go on', () => {
  let session: Watched = { phase: 'ready', outcome: null };
  const guide = new Guide({
    get phase() {
      return session.phase;
    },
    get outcome() {
      return session.outcome;
    },
  });
  const said = [guide.hint];
  session = { phase: 'running', outcome: null };
  said.push(guide.hint);
  session = { phase: 'running', outcome: outcome(1) };
  said.push(guide.hint);
  session = { phase: 'finished', outcome: outcome(7) };
  said.push(guide.hint);
  expect(said).toEqual([null, ...HINTS]);
});

test.each([
  ['running', 0, 'pause'],
  ['running', 1, 'proof'],
  ['finished', 1, 'yours'],
  ['interrupted', 0, null],
] as const)('while it is %s with %i interactions, what was done is not said again', (phase, count, hint) => {
  const guide = new Guide({ phase, outcome: outcome(count) });
  expect(guide.hint).toBe(hint);
  if (hint !== null) guide.done(hint);
  expect(guide.hint).toBeNull();
});
