/**
 * Compiles `src/engines/kernel/resize.as` into `resize-wasm.ts` beside it. Run by hand after a change: the compiler is
 * a hundred times the size of everything it would save to have it installed, so it is fetched when it is needed.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { root } from './fresh.mjs';

const COMPILER = 'assemblyscript@0.28.20';
const folder = join(root, 'src/engines/kernel');
const source = readFileSync(join(folder, 'resize.as'), 'utf8');

const bench = mkdtempSync(join(tmpdir(), 'openaisle-kernel-'));
writeFileSync(join(bench, 'resize.ts'), source);
const options = ['--runtime', 'stub', '--enable', 'simd', '-O3', '--noAssert', '--initialMemory', '1'];
const { status } = spawnSync(
  'npx',
  ['--yes', `--package=${COMPILER}`, 'asc', 'resize.ts', '-o', 'resize.wasm', ...options],
  {
    cwd: bench,
    stdio: 'inherit',
  },
);
if (status !== 0) process.exit(1);

const target = join(folder, 'resize-wasm.ts');
writeFileSync(
  target,
  [
    `/** \`resize.as\`, compiled by \`scripts/build/kernel.mjs\` with ${COMPILER.replace('@', ' ')}. Not written by hand. */`,
    `export const SOURCE_SHA256 = '${createHash('sha256').update(source).digest('hex')}';`,
    '',
    `export const RESIZE_WASM =`,
    `  '${readFileSync(join(bench, 'resize.wasm')).toString('base64')}';`,
    '',
  ].join('\n'),
);
rmSync(bench, { recursive: true });
process.stdout.write(`${relative(root, target)}\n`);
