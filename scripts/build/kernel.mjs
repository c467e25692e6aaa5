/**
 * Compiles the `.as` files of `src/engines/kernel` into `*-wasm.ts` beside them. Run by hand after a change: the compiler
 * is a hundred times the size of everything it would save to have it installed, so it is fetched when it is needed.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { root } from './fresh.mjs';

const COMPILER = 'assemblyscript@0.28.20';
const folder = join(root, 'src/engines/kernel');

const foreign = ['--importMemory', '--noExportMemory'];
/** Of each source, what is exported and how it is compiled for that. A memory that threads share is of another type. */
const programs = {
  resize: { RESIZE_WASM: ['--initialMemory', '1'] },
  heap: {
    HEAP_WASM: foreign,
    HEAP_SHARED_WASM: [...foreign, '--enable', 'threads', '--sharedMemory', '--maximumMemory', '65536'],
  },
};

const bench = mkdtempSync(join(tmpdir(), 'openaisle-kernel-'));
for (const [name, builds] of Object.entries(programs)) {
  const source = readFileSync(join(folder, `${name}.as`), 'utf8');
  writeFileSync(join(bench, `${name}.ts`), source);
  const lines = Object.entries(builds).flatMap(([constant, options]) => [
    '',
    `export const ${constant} =`,
    `  '${compiled(name, options)}';`,
  ]);
  const target = join(folder, `${name}-wasm.ts`);
  writeFileSync(
    target,
    [
      `/** \`${name}.as\`, compiled by \`scripts/build/kernel.mjs\` with ${COMPILER.replace('@', ' ')}. Not written by hand. */`,
      `export const SOURCE_SHA256 = '${createHash('sha256').update(source).digest('hex')}';`,
      ...lines,
      '',
    ].join('\n'),
  );
  process.stdout.write(`${relative(root, target)}\n`);
}
rmSync(bench, { recursive: true });

/** @returns In base64. */
function compiled(name, options) {
  const common = ['--runtime', 'stub', '--enable', 'simd', '-O3', '--noAssert'];
  const { status } = spawnSync(
    'npx',
    ['--yes', `--package=${COMPILER}`, 'asc', `${name}.ts`, '-o', 'out.wasm', ...common, ...options],
    { cwd: bench, stdio: 'inherit' },
  );
  if (status !== 0) process.exit(1);
  return readFileSync(join(bench, 'out.wasm')).toString('base64');
}
