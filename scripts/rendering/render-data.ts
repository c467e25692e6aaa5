/** A data set of rendered pictures. Begun again it goes on where it stopped. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeNew } from '../files/write-new.ts';
import { openTools } from '../headless/open-tools.ts';
import { assertRoom } from './assert-room.ts';
import { CATEGORIES, type Shard, cocoShard } from './coco-shard.ts';
import { missingProducts, renderProducts } from './render-products.ts';
import { type MissingPictures, roomForData } from './room-for-data.ts';

export interface DataSet {
  /** Absolute. */
  readonly out: string;
  /** Of the first store; the others are the next ones. */
  readonly seed: number;
  /** Pictures of stores. */
  readonly count: number;
  readonly aStore: number;
  /** Products by themselves. */
  readonly products: number;
  /** px */
  readonly width: number;
  readonly height: number;
}

/** The list of all pictures is written anew after so many stores, for who reads while this runs. */
const LIST_EVERY = 2;

/**
 * @throws WorkbenchError `cli/no-room` before it begins; `cli/unwritable`, `cli/no-browser`, `cli/interrupted`,
 * `synth/no-graphics`
 */
export async function renderData(set: DataSet): Promise<void> {
  const { out, seed, count, aStore, products, width, height } = set;
  const stores = Array.from({ length: Math.ceil(count / aStore) }, (_, i) => seed + i);
  const picturesOf = (store: number) => Math.min(aStore, count - (store - seed) * aStore);
  const missing = stores.filter((store) => !existsSync(fileOf(out, store)));
  const toDraw: MissingPictures = {
    count,
    pictures: missing.reduce((sum, store) => sum + picturesOf(store), 0),
    products: missingProducts(out, seed, products),
    pixels: width * height,
  };
  if (missing.length > 0 || toDraw.products > 0) assertRoom(roomForData(out, toDraw));
  // Of what is there already; a folder that cannot be written to is told before a browser is started.
  writeList(set, stores);
  if (missing.length === 0 && toDraw.products === 0) return;

  await using tools = await openTools('drawing');
  await renderProducts(tools, out, seed, products);
  const began = performance.now();
  let done = 0;
  for (const [i, store] of missing.entries()) {
    const filmed = await tools.ask('filmStore', store, width, height, picturesOf(store));
    const truth = cocoShard(store, width, height, filmed);
    for (const [k, { base64 }] of filmed.frames.entries())
      writeNew(join(out, 'images', truth.images[k]!.file_name), Buffer.from(base64, 'base64'));
    // The store's own file comes last: where it is, its pictures are.
    writeNew(fileOf(out, store), JSON.stringify(truth));
    done += picturesOf(store);
    const rate = (1000 * done) / (performance.now() - began);
    const reached = (store - seed) * aStore + picturesOf(store);
    process.stderr.write(`${reached} of ${count} pictures, ${rate.toFixed(1)} a second\n`);
    if (i % LIST_EVERY === LIST_EVERY - 1) writeList(set, stores);
  }
  writeList(set, stores);
}

const fileOf = (out: string, store: number) => join(out, 'stores', `${String(store).padStart(6, '0')}.json`);

function writeList({ out, seed, width, height }: DataSet, stores: readonly number[]): void {
  const there = stores.map((store) => fileOf(out, store)).filter((file) => existsSync(file));
  const all = there.map((file) => JSON.parse(readFileSync(file, 'utf8')) as Shard);
  const list = {
    info: { description: 'Random stores of OpenAisle', seed, width, height },
    images: all.flatMap((shard) => shard.images),
    annotations: all.flatMap((shard) => shard.annotations),
    categories: CATEGORIES,
  };
  writeNew(join(out, 'annotations.json'), JSON.stringify(list));
}
