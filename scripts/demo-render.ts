/** `npm run demo:render`: the two recordings that come with OpenAisle, filmed anew into `public/`. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './build/fresh.mjs';
import { simulateCommand } from './commands/simulate.ts';

/** Each the scenario of the same name. */
const DEMOS = [
  { name: 'demo', seed: 1 },
  { name: 'demo-busy', seed: 1 },
] as const;

for (const { name, seed } of DEMOS) {
  const out = join(root, 'public', name);
  rmSync(out, { recursive: true, force: true });
  await simulateCommand.run(['--scenario', name, '--seed', String(seed), '--out', out, '--render']);
  // What happened is compared with the receipts; where everybody was in every frame is for laboratories.
  rmSync(join(out, 'truth'), { recursive: true });
}
