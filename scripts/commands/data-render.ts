import { resolve } from 'node:path';
import type { Command } from './command.ts';
import { checkOutputFolder } from './output.ts';
import { readArguments, readSeed, readWhole, usage } from './read-arguments.ts';
import { type DataSet, renderData } from '../rendering/render-data.ts';

/** Pictures are called by the store and a number of three digits in it. */
const MOST_A_STORE = 1000;
const MOST = 1e6;
/** px; what is smaller shows nobody. */
const SIDES = [32, 4096] as const;

/** `npm run -s data:render -- …`: pictures of random stores with people, hands and products in hands marked, and of random products by themselves. See `docs/formats.md`. */
export const dataRenderCommand: Command = {
  name: 'data-render',
  typed: 'npm run -s data:render --',
  usage: '--out DIR --count N [--seed N] [--size 640x360] [--a-store N] [--products N]',
  async run(args) {
    const options = {
      out: { type: 'string' },
      seed: { type: 'string', default: '1' },
      count: { type: 'string' },
      size: { type: 'string', default: '640x360' },
      products: { type: 'string', default: '0' },
      'a-store': { type: 'string', default: '24' },
    } as const;
    const { values } = readArguments(dataRenderCommand, args, { options });
    if (values.count === undefined) throw usage(dataRenderCommand, '--count is missing');
    await renderData({
      out: readFolder(values.out),
      seed: readSeed(dataRenderCommand, values.seed),
      count: readWhole(dataRenderCommand, '--count', values.count, 0, MOST),
      aStore: readWhole(dataRenderCommand, '--a-store', values['a-store'], 1, MOST_A_STORE),
      products: readWhole(dataRenderCommand, '--products', values.products, 0, MOST),
      ...readSize(values.size),
    });
  },
};

/** What was begun there goes on. */
function readFolder(path: string | undefined): string {
  if (path === undefined) throw usage(dataRenderCommand, '--out is missing');
  checkOutputFolder(dataRenderCommand, '--out', path);
  return resolve(path);
}

function readSize(text: string): Pick<DataSet, 'width' | 'height'> {
  const [width = NaN, height = NaN] = /^\d+x\d+$/u.test(text) ? text.split('x').map(Number) : [];
  const [least, most] = SIDES;
  if (Math.min(width, height) >= least && Math.max(width, height) <= most) return { width, height };
  throw usage(
    dataRenderCommand,
    `--size is “${text}”; expected width x height as in 640x360, ${least} to ${most} px each`,
  );
}
