import type { Page } from '@playwright/test';
import type { Project } from '#core/planning/project.ts';

/** Of all sessions that the page's browser keeps, in the order in which they were stored. */
export async function storedProjects(page: Page): Promise<readonly Project[]> {
  const texts = await page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open('openaisle');
      request.onsuccess = () => resolve(request.result);
    });
    const rows = await new Promise<{ text: string }[]>((resolve) => {
      const request = db.transaction('projects').objectStore('projects').getAll();
      request.onsuccess = () => resolve(request.result as { text: string }[]);
    });
    db.close();
    return rows.map(({ text }) => text);
  });
  return texts.map((text) => JSON.parse(text) as Project);
}
