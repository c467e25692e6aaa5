/** What a few examples teach. */
import { describe, expect, test } from 'vitest';
import { normalised } from '#core/detection/appearance.ts';
import { nearestPrototypes, prototypesOf } from '#core/detection/prototypes.ts';
import { seeded } from '#core/math/seeded.ts';

const unit = (...values: number[]) => normalised(Float32Array.from(values))!;
const at = (degrees: number) => unit(Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180));
const example = (label: string, vector: Float32Array) => ({ label, vector });

describe('prototypes', () => {
  test('stand in the middle of their examples, at length 1', () => {
    const [milk] = prototypesOf([example('milk', at(10)), example('milk', at(50))]);
    expect(milk!.label).toBe('milk');
    expect([...milk!.vector]).toEqual([expect.closeTo(Math.cos(Math.PI / 6)), expect.closeTo(0.5)]);
  });

  test('come in the order of their labels, and examples stay as they were', () => {
    const first = at(0);
    const made = prototypesOf([example('b', first), example('a', at(90)), example('b', at(40))]);
    expect(made.map(({ label }) => label)).toEqual(['b', 'a']);
    expect([...first]).toEqual([1, 0]);
  });

  test('of examples that cancel out there is none', () => {
    expect(prototypesOf([example('both', unit(1, 0)), example('both', unit(-1, 0))])).toEqual([]);
  });
});

describe('what is asked', () => {
  const shelf = prototypesOf([example('tea', at(0)), example('rice', at(60)), example('soap', at(180))]);

  test('is most of all what lies in its direction, told by the cosine', () => {
    const [first, second, third] = nearestPrototypes(shelf, at(45), 3);
    expect(first).toEqual({ label: 'rice', likeness: expect.closeTo(Math.cos((15 * Math.PI) / 180)) });
    expect(second).toEqual({ label: 'tea', likeness: expect.closeTo(Math.SQRT1_2) });
    expect(third!.likeness).toBeLessThan(0);
  });

  test('gets as many answers as were asked for, and of equal ones the earlier', () => {
    expect(nearestPrototypes(shelf, at(30), 1)).toHaveLength(1);
    const twins = prototypesOf([example('one', at(20)), example('other', at(20))]);
    expect(nearestPrototypes(twins, at(30), 2).map(({ label }) => label)).toEqual(['one', 'other']);
    expect(nearestPrototypes([], at(30), 3)).toEqual([]);
  });
});

test('three examples tell noisy classes apart more often than one', () => {
  const random = seeded(7);
  const noise = () => random() + random() + random() - 1.5;
  const dimension = 32;
  const classes = Array.from({ length: 20 }, () => Float32Array.from({ length: dimension }, noise));
  const look = (of: number) => normalised(classes[of]!.map((value) => value + 1.2 * noise()))!;
  const rightOf = (shots: number) => {
    const known = prototypesOf(
      classes.flatMap((_, of) => Array.from({ length: shots }, () => example(String(of), look(of)))),
    );
    const asked = Array.from({ length: 400 }, (_, i) => i % classes.length);
    return asked.filter((of) => nearestPrototypes(known, look(of), 1)[0]!.label === String(of)).length / asked.length;
  };
  const [one, three] = [rightOf(1), rightOf(3)];
  expect(one).toBeGreaterThan(1 / classes.length);
  expect(three).toBeGreaterThan(one + 0.05);
});
