/**
 * `npm run -s data:render -- --out DIR --seed N --count N [--size 640x360]`: pictures of random stores with people, hands and products in
 * hands marked. Run again with the same words it goes on where it stopped. See `docs/formats.md`.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openTools } from './headless/open-tools.ts';
import { writeWhole } from './files/write-whole.ts';
import { CATEGORIES, type Shard, cocoShard } from './rendering/coco-shard.ts';

/** Pictures of one store. */
const SHARD = 24;
/** Two data sets with different seeds share no store below this many shards. */
const APART = 100_003;

const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    seed: { type: 'string', default: '1' },
    count: { type: 'string' },
    size: { type: 'string', default: '640x360' },
  },
});
const [width, height] = values.size.split('x').map(Number);
const count = Number(values.count);
const seed = Number(values.seed);
if (values.out === undefined || !(count > 0) || !Number.isInteger(seed) || !(width! > 0) || !(height! > 0)) {
  process.stderr.write('Usage: npm run -s data:render -- --out DIR --seed N --count N [--size 640x360]\n');
  process.exit(2);
}
const images = join(values.out, 'images');
const parts = join(values.out, 'shards');
mkdirSync(images, { recursive: true });
mkdirSync(parts, { recursive: true });

const shards = Math.ceil(count / SHARD);
const fileOf = (shard: number) => join(parts, `${String(shard).padStart(5, '0')}.json`);
const missing = Array.from({ length: shards }, (_, i) => i).filter((shard) => !existsSync(fileOf(shard)));

if (missing.length > 0) {
  await using tools = await openTools('drawing');
  const began = performance.now();
  let done = 0;
  for (const shard of missing) {
    const frames = Math.min(SHARD, count - shard * SHARD);
    const storeSeed = seed * APART + shard;
    const filmed = await tools.ask('filmStore', storeSeed, width!, height!, frames);
    const truth = cocoShard(shard, storeSeed, width!, height!, filmed);
    filmed.frames.forEach(({ base64 }, i) =>
      writeFileSync(join(images, truth.images[i]!.file_name), Buffer.from(base64, 'base64')),
    );
    // The shard's own file comes last: where it is, its pictures are.
    writeWhole(fileOf(shard), JSON.stringify(truth));
    done += frames;
    const rate = (1000 * done) / (performance.now() - began);
    process.stderr.write(`${shard * SHARD + frames} of ${count} pictures, ${rate.toFixed(1)} a second\n`);
  }
}

const all = Array.from({ length: shards }, (_, shard) => JSON.parse(readFileSync(fileOf(shard), 'utf8')) as Shard);
const set = {
  info: { description: 'Random stores of OpenAisle', seed, width, height },
  images: all.flatMap((shard) => shard.images),
  annotations: all.flatMap((shard) => shard.annotations),
  categories: CATEGORIES,
};
writeWhole(join(values.out, 'annotations.json'), JSON.stringify(set));
