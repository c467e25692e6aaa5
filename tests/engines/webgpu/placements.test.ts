import { expect, test } from 'vitest';
import type { ModelInput } from '#engines/model-card.ts';
import type { LetterboxPass, Placement } from '#engines/webgpu/letterbox-pass.ts';
import { Placements } from '#engines/webgpu/placements.ts';

test('what the frames of one submission need outlives new cameras and masks', () => {
  const gone = new Set<Placement>();
  const pass = {
    place: () => {
      const placement = { [Symbol.dispose]: () => void gone.add(placement) } as unknown as Placement;
      return placement;
    },
  } as unknown as LetterboxPass;
  const input = { width: 32, height: 32, fit: 'letterbox', anchor: 'top-left' } as ModelInput;
  using placements = new Placements(pass, input);
  const of = (slot: number, width: number) =>
    placements.of(slot, { width, height: 9 }, { width, height: 9 }, []).placement;

  for (let width = 1; width <= 200; width++) {
    const together = [of(0, 1000), of(1, width)];
    expect(together.filter((each) => gone.has(each))).toEqual([]);
  }
  expect(gone.size).toBeGreaterThan(100);
});
