import { describe, expect, test } from 'vitest';
import { Gallery } from '#core/detection/gallery.ts';
import { UNDECIDED, evidenceOf, unlikeOf } from '#core/detection/likeness.ts';

const resemblance = { same: 0.2, different: 0.6, sigma: 0.2 };
const unit = (degrees: number) =>
  Float32Array.of(Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180));

describe('how unlike two portraits are', () => {
  test('is undecided half way between one person and two, and says the odds of two normal distributions elsewhere', () => {
    expect(unlikeOf(0.4, resemblance)).toBe(UNDECIDED);
    const density = (x: number, mean: number) => Math.exp(-0.5 * ((x - mean) / 0.2) ** 2);
    for (const distance of [0.2, 0.33, 0.5, 0.61]) {
      const odds = -2 * Math.log(density(distance, 0.2) / density(distance, 0.6));
      expect(evidenceOf(unlikeOf(distance, resemblance))).toBeCloseTo(odds, 0);
    }
  });

  test('stays a byte, however far', () => {
    expect([unlikeOf(0, resemblance), unlikeOf(2, resemblance)]).toEqual([64, 255]);
    expect([unlikeOf(0, { ...resemblance, sigma: 0.01 })]).toEqual([0]);
  });
});

describe('a gallery', () => {
  test('tells of each portrait how unlike all before it are', () => {
    const gallery = new Gallery(resemblance);
    expect(gallery.admit(unit(0))).toEqual({ id: 1, unlike: new Map() });
    const { id, unlike } = gallery.admit(unit(10));
    expect([id, unlike.get(1)! < UNDECIDED]).toEqual([2, true]);
    expect(gallery.admit(unit(90)).unlike.get(1)).toBeGreaterThan(UNDECIDED);
  });

  test('forgets what nobody wants, and keeps what somebody may still come to know', () => {
    const gallery = new Gallery(resemblance);
    gallery.admit(unit(0));
    gallery.keep(new Set([1]));
    for (let i = 0; i < 99; i++) gallery.admit(unit(i));
    gallery.keep(new Set([1, 99]));
    const newest = Array.from({ length: 64 }, (_, i) => 37 + i);
    expect([...gallery.admit(unit(9)).unlike.keys()]).toEqual([1, ...newest]);
    gallery.keep(new Set());
    for (let i = 0; i < 2000; i++) gallery.admit(unit(i));
    expect(gallery.size).toBeLessThan(300);
  });
});
