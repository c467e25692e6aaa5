import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { firstModules } from '../../../scripts/build/first-modules.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'openaisle-modules-'));
  const files = {
    'main.ts': `import type { A } from './type.ts';\nimport {\n  b,\n} from './b.ts';\nimport './style.css';\nconst later = () => import('./later.ts');`,
    'b.ts': `export { c } from './parts/c.svelte';\nexport type { A } from './type.ts';\nimport './b.ts';`,
    'parts/c.svelte': `<script>\n  import d from '../d.ts';\n</script>\n<p>import e from '../e.ts'</p>`,
    'd.ts': '',
  };
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
});
afterAll(() => rm(folder, { recursive: true }));

test('what is asked for later, types and styles are not fetched first', () => {
  const found = [...firstModules(join(folder, 'main.ts')).keys()];
  expect(found.sort()).toEqual(['b.ts', 'd.ts', 'main.ts', 'parts/c.svelte'].map((name) => join(folder, name)));
});

test('the page begins with its frame, and with none of the places that are fetched when somebody goes there', () => {
  const names = [...firstModules(join(process.cwd(), 'src/main.ts')).keys()].map((path) => path.split('/src/')[1]);
  expect(names).toEqual(expect.arrayContaining(['ui/App.svelte', 'ui/pilot/Pilot.svelte', 'app/workbench.svelte.ts']));
  expect(names).not.toEqual(expect.arrayContaining(['ui/settings/Settings.svelte']));
});
