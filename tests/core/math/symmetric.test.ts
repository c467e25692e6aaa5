import fc from 'fast-check';
import { expect, test } from 'vitest';
import { invertSymmetric, solveSymmetric } from '#core/math/symmetric.ts';

test('solves a system that was worked out by hand', () => {
  // [4 2; 2 3] · [1 2] = [8 8]
  const [x, y] = solveSymmetric(Float64Array.of(4, 2, 2, 3), Float64Array.of(8, 8))!;
  expect(x).toBeCloseTo(1, 12);
  expect(y).toBeCloseTo(2, 12);
});

test('the inverse times the matrix is the identity', () => {
  const entry = fc.double({ min: -3, max: 3, noNaN: true });
  fc.assert(
    fc.property(fc.array(entry, { minLength: 16, maxLength: 16 }), (a) => {
      // AAᵀ + I is positive definite.
      const matrix = Float64Array.from({ length: 16 }, (_, i) => {
        const [r, c] = [Math.floor(i / 4), i % 4];
        return [0, 1, 2, 3].reduce((sum, k) => sum + a[r * 4 + k]! * a[c * 4 + k]!, r === c ? 1 : 0);
      });
      const inverse = invertSymmetric(matrix, 4)!;
      for (let r = 0; r < 4; r++) {
        for (let c = 0; c < 4; c++) {
          const product = [0, 1, 2, 3].reduce((sum, k) => sum + inverse[r * 4 + k]! * matrix[k * 4 + c]!, 0);
          expect(product).toBeCloseTo(r === c ? 1 : 0, 8);
        }
      }
    }),
  );
});

test('a matrix that is not positive definite has no answer', () => {
  expect(solveSymmetric(Float64Array.of(1, 2, 2, 1), Float64Array.of(1, 1))).toBeNull();
  expect(invertSymmetric(Float64Array.of(0, 0, 0, 1), 2)).toBeNull();
});
