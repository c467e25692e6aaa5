import type { Size } from '#core/detection/letterbox.ts';
import type { Detector } from '#engines/detector.ts';

/**
 * A detector at every size of picture that its card allows. The others than its own are opened when somebody first looks
 * through them, which takes a few tenths of a second: most runs never need them.
 *
 * @param native - At the size it was made for; owned from here on, as are the others.
 * @param open - The same network for pictures of another size and as many of them at once.
 */
export function createSizedDetector(native: Detector, own: Size, open: (input: Size) => Promise<Detector>): Detector {
  const others = new Map<string, Detector>();
  let disposed = false;
  const at = async (input: Size): Promise<Detector> => {
    const name = nameOf(input);
    if (name === nameOf(own)) return native;
    const known = others.get(name);
    if (known !== undefined) return known;
    const detector = await open(input);
    if (disposed) {
      detector[Symbol.dispose]();
      throw new Error('the detector was disposed of while another size was opened');
    }
    others.set(name, detector);
    return detector;
  };
  return {
    batch: native.batch,
    look: async (frames, input = own) => {
      try {
        return await (await at(input)).look(frames);
      } finally {
        for (const { frame } of frames) frame.close();
      }
    },
    [Symbol.dispose]: () => {
      disposed = true;
      for (const detector of [...others.values(), native]) detector[Symbol.dispose]();
    },
  };
}

const nameOf = ({ width, height }: Size) => `${width} × ${height}`;
