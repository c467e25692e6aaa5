/** `npm run demo:render`: the two recordings that come with OpenAisle, filmed anew into `public/`. */
import { renameSync, rmSync } from 'node:fs';
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
  // Filmed beside it: until the new one is whole, the old one stays.
  const fresh = `${out}.new`;
  rmSync(fresh, { recursive: true, force: true });
  try {
    await simulateCommand.run(['--scenario', name, '--seed', String(seed), '--out', fresh, '--render']);
    // What happened is compared with the receipts; where everybody was in every frame is for laboratories.
    rmSync(join(fresh, 'truth'), { recursive: true });
    rmSync(out, { recursive: true, force: true });
    renameSync(fresh, out);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}
