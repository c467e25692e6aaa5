import type { Page } from '@playwright/test';
import type { Project } from '#core/planning/project.ts';

/** Of all sessions that the page's browser keeps, in the order in which they were stored. */
export const storedProjects = (page: Page): Promise<readonly Project[]> => projectsOf(page, 'projects');

/** What the page's browser knows of its webcams. */
export async function storedSetUp(page: Page): Promise<Project> {
  return (await projectsOf(page, 'setups'))[0]!;
}

async function projectsOf(page: Page, table: 'projects' | 'setups'): Promise<readonly Project[]> {
  const texts = await page.evaluate(async (name) => {
    const db = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open('openaisle');
      request.onsuccess = () => resolve(request.result);
    });
    const rows = await new Promise<{ text: string }[]>((resolve) => {
      const request = db.transaction(name).objectStore(name).getAll();
      request.onsuccess = () => resolve(request.result as { text: string }[]);
    });
    db.close();
    return rows.map(({ text }) => text);
  }, table);
  return texts.map((text) => JSON.parse(text) as Project);
}
