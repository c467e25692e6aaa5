import { describe, expect, it } from 'vitest';
import { WorkbenchError } from '#core/errors/workbench-error.ts';
import { type Left, type Wanted, assertRoom } from '../../../scripts/rendering/assert-room.ts';
import { roomForData } from '../../../scripts/rendering/room-for-data.ts';

const clips: Wanted = { what: 'The clips', folder: '/nowhere/at/all', disk: 40e6, memory: 40e6 };

/** What is said of a machine with so many MB. */
function complaint(disk: number, memory: number, wanted = clips): WorkbenchError | null {
  const asked: string[] = [];
  const left: Left = { disk: (folder) => (asked.push(folder), disk * 1e6), memory: () => memory * 1e6 };
  try {
    assertRoom(wanted, left);
  } catch (error) {
    if (error instanceof WorkbenchError) return error;
    throw error;
  } finally {
    // The folder is not there yet: the disk is the one it would be made on.
    expect(asked).toEqual(['/']);
  }
  return null;
}

describe('before it is filmed', () => {
  it('nothing is said where there is room', () => {
    expect(complaint(40, 940)).toBeNull();
  });

  it('a disk with too little room is told, with what is wanted, what is left and what to do', () => {
    expect(complaint(39, 5000)).toMatchObject({
      code: 'cli/no-room',
      message:
        'The clips may take 40 MB, and the disk of /nowhere/at/all has 39 MB left. Free some, or name another folder with --out.',
    });
  });

  it('so is a memory with too little room', () => {
    expect(complaint(5000, 939)).toMatchObject({
      code: 'cli/no-room',
      message: 'Filming takes about 940 MB of memory, and 939 MB are free. Close other programs first.',
    });
  });
});

describe('a data set of 20,000 pictures', () => {
  const whole = { count: 20_000, pictures: 20_000, products: 0, pixels: 640 * 360 };
  const room = (missing: Partial<typeof whole>) => roomForData('/nowhere', { ...whole, ...missing });

  it('takes what those of our own took, and a little for sure', () => {
    // 9,600 pictures took 333 MB on the disk, their truth 20 MB.
    expect(room({}).disk / ((353e6 / 9600) * 20_000)).toBeGreaterThan(1.1);
    expect(room({}).disk / ((353e6 / 9600) * 20_000)).toBeLessThan(1.5);
    expect(complaint(900, 5000, room({}))?.message).toContain('The pictures may take 950 MB');
  });

  it('takes only what is still missing when it goes on', () => {
    expect(room({ pictures: 24 }).disk).toBeLessThan(2e6);
    expect(room({ pictures: 0 }).disk).toBe(0);
  });

  it('takes more when products are drawn by themselves', () => {
    expect(room({ products: 800 }).disk - room({}).disk).toBeGreaterThan(8000 * 31_284);
  });
});
