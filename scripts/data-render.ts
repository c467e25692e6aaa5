/**
 * `npm run -s data:render -- --out DIR --seed N --count N [--size 640x360] [--a-store N] [--products N]`: pictures of random stores with
 * people, hands and products in hands marked, and of random products by themselves. Run again with the same words it goes on where it
 * stopped. See `docs/formats.md`.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openTools } from './headless/open-tools.ts';
import { writeWhole } from './files/write-whole.ts';
import { renderProducts } from './rendering/render-products.ts';
import { CATEGORIES, type Shard, cocoShard } from './rendering/coco-shard.ts';

/** The list of all pictures is written anew after so many stores, for who reads while this runs. */
const LIST_EVERY = 2;

const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    seed: { type: 'string', default: '1' },
    count: { type: 'string' },
    size: { type: 'string', default: '640x360' },
    products: { type: 'string', default: '0' },
    'a-store': { type: 'string', default: '24' },
  },
});
const [width, height] = values.size.split('x').map(Number);
const count = Number(values.count);
const seed = Number(values.seed);
const products = Number(values.products);
/** Pictures of one store. */
const each = Number(values['a-store']);
if (
  values.out === undefined ||
  !(count >= 0) ||
  !(products >= 0) ||
  !(each > 0) ||
  !Number.isInteger(seed) ||
  !(width! > 0) ||
  !(height! > 0)
) {
  process.stderr.write(
    'Usage: npm run -s data:render -- --out DIR --seed N --count N [--size 640x360] [--a-store N] [--products N]\n',
  );
  process.exit(2);
}
const images = join(values.out, 'images');
const parts = join(values.out, 'stores');
mkdirSync(images, { recursive: true });
mkdirSync(parts, { recursive: true });

// Every store has a seed of its own: N, N + 1 and so on.
const stores = Array.from({ length: Math.ceil(count / each) }, (_, i) => seed + i);
const fileOf = (store: number) => join(parts, `${String(store).padStart(6, '0')}.json`);
const missing = stores.filter((store) => !existsSync(fileOf(store)));

if (missing.length > 0 || products > 0) {
  await using tools = await openTools('drawing');
  await renderProducts(tools, values.out, seed, products);
  const began = performance.now();
  let done = 0;
  for (const [i, store] of missing.entries()) {
    const frames = Math.min(each, count - (store - seed) * each);
    const filmed = await tools.ask('filmStore', store, width!, height!, frames);
    const truth = cocoShard(store, width!, height!, filmed);
    filmed.frames.forEach(({ base64 }, k) =>
      writeFileSync(join(images, truth.images[k]!.file_name), Buffer.from(base64, 'base64')),
    );
    // The store's own file comes last: where it is, its pictures are.
    writeWhole(fileOf(store), JSON.stringify(truth));
    done += frames;
    const rate = (1000 * done) / (performance.now() - began);
    process.stderr.write(`${(store - seed) * each + frames} of ${count} pictures, ${rate.toFixed(1)} a second\n`);
    if (i % LIST_EVERY === LIST_EVERY - 1) writeList();
  }
}
writeList();

function writeList(): void {
  const there = stores.filter((store) => existsSync(fileOf(store)));
  const all = there.map((store) => JSON.parse(readFileSync(fileOf(store), 'utf8')) as Shard);
  const list = {
    info: { description: 'Random stores of OpenAisle', seed, width, height },
    images: all.flatMap((shard) => shard.images),
    annotations: all.flatMap((shard) => shard.annotations),
    categories: CATEGORIES,
  };
  writeWhole(join(values.out!, 'annotations.json'), JSON.stringify(list));
}
