/**
 * The texts of the page. They stand in `src/messages/<area>/<language>.json`; Paraglide makes one function of each
 * message, which `texts.ts` parts by language. Here they are checked first: a text that a language lacks fails the build.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compile } from '@inlang/paraglide-js';
import type { Plugin } from 'vite';
import { firstModules } from './first-modules.ts';
import { type Texts, faultsOf } from './messages-check.ts';
import { type Layout, layOutTexts } from './texts.ts';

const folder = fileURLToPath(new URL('../../src/messages', import.meta.url));
const settingsFile = join(folder, 'openaisle.inlang/settings.json');
const compiled = join(folder, 'compiled');
/** What makes the messages: they are made anew when it changes. */
const programs = ['messages.ts', 'first-modules.ts', 'texts.ts'].map((name) =>
  fileURLToPath(new URL(name, import.meta.url)),
);

interface Settings {
  readonly locales: readonly string[];
  readonly 'plugin.inlang.messageFormat': { readonly pathPattern: readonly string[] };
}

/** Spoken before a list of texts is there. */
export const FIRST_AREA = 'start';

/** By area and language: the messages of one file. */
export function readTexts(): Readonly<Record<string, Readonly<Record<string, Texts>>>> {
  const settings = JSON.parse(readFileSync(settingsFile, 'utf8')) as Settings;
  const patterns = settings['plugin.inlang.messageFormat'].pathPattern;
  return Object.fromEntries(
    patterns.map((pattern) => {
      const read = (locale: string) => {
        const file = join(folder, pattern.replace('{locale}', locale));
        return (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}) as Texts;
      };
      return [pattern.split('/')[1]!, Object.fromEntries(settings.locales.map((locale) => [locale, read(locale)]))];
    }),
  );
}

/** A message, where a file says one. */
export const MESSAGE = /\bm\.(\w+)/gu;
const begin = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

/** The names of the messages that have a place in the list of texts, in its order: those that the page begins with, and the others. */
export function listedIn(texts: ReturnType<typeof readTexts>): Layout['names'] {
  const said = new Set<string>();
  for (const source of firstModules(begin).values())
    for (const [, name = ''] of source.matchAll(MESSAGE)) said.add(name);
  const names = Object.entries(areasOf(texts)).flatMap(([area, names]) => (area === FIRST_AREA ? [] : names));
  return { first: names.filter((name) => said.has(name)), later: names.filter((name) => !said.has(name)) };
}

const areasOf = (texts: ReturnType<typeof readTexts>): Layout['areas'] =>
  Object.fromEntries(Object.entries(texts).map(([area, { en }]) => [area, Object.keys(en!)]));

/** Checks all texts and compiles them, when they changed since the last time. @throws Error naming every fault. */
export async function compileMessages(): Promise<void> {
  const texts = readTexts();
  const faults = faultsOf(texts);
  if (faults.length > 0) throw new Error(`src/messages is not complete:\n${faults.join('\n')}`);
  const names = listedIn(texts);
  const made = [
    JSON.stringify([texts, names]),
    readFileSync(settingsFile),
    ...programs.map((each) => readFileSync(each)),
  ];
  const state = made.reduce((hash, each) => hash.update(each), createHash('sha256')).digest('hex');
  const stamp = join(dirname(compiled), '../../.cache/messages');
  if (existsSync(join(compiled, 'messages.js')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === state) return;
  await compile({
    project: dirname(settingsFile),
    outdir: compiled,
    strategy: ['localStorage', 'preferredLanguage', 'baseLocale'],
    localStorageKey: 'openaisle-language',
    emitTsDeclarations: true,
    emitReadme: false,
    outputStructure: 'locale-modules',
  });
  await layOutTexts({
    compiled,
    languages: Object.keys(Object.values(texts)[0]!),
    areas: areasOf(texts),
    names,
    first: FIRST_AREA,
    state,
  });
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, state);
}

export function messages(): Plugin {
  return { name: 'openaisle-messages', buildStart: compileMessages };
}
