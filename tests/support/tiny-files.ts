/** Files of the tiny shop on disk, as a person has them. */
import { writeFile } from 'node:fs/promises';
import { tinyShopZip } from './tiny-shop.ts';

/** Writes the tiny shop's project to `path`; see `tinyShopZip` for the rest. @returns `path` */
export async function tinyShopFile(path: string, ...how: Parameters<typeof tinyShopZip>): Promise<string> {
  return file(path, await tinyShopZip(...how));
}

export async function file(path: string, content: Blob | string): Promise<string> {
  await writeFile(path, typeof content === 'string' ? content : Buffer.from(await content.arrayBuffer()));
  return path;
}
