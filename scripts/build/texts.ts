/**
 * Paraglide puts the texts of all languages behind every message, so a page would fetch four times what it shows. Here
 * what it compiled is laid out anew: a list of texts a language in two parts, what the page begins with and what its later parts say,
 * each fetched when it is spoken, and one small module an area whose messages say which text of the list they are.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** A text, or what makes one of the values it asks for: it may use `registry`. */
type Message = (inputs?: unknown) => string;

export interface Layout {
  /** Of Paraglide: `messages/<language>.js` lie in it. */
  readonly compiled: string;
  readonly languages: readonly string[];
  /** Names of messages by area, in the order of their files. */
  readonly areas: Readonly<Record<string, readonly string[]>>;
  /** Of those that have a place in the list of texts, in its order. */
  readonly names: { readonly first: readonly string[]; readonly later: readonly string[] };
  /** Spoken before a list of texts is there: its messages hold all languages. */
  readonly first: string;
  /** Tells one state of the texts from another: Node keeps modules by their address. */
  readonly state: string;
}

/** Replaces the messages in `compiled` by ones that take their text from the list of the language in force. */
export async function layOutTexts({ compiled, languages, areas, names, first, state }: Layout): Promise<void> {
  const messages = new Map<string, Readonly<Record<string, Message>>>();
  for (const language of languages) {
    const { href } = pathToFileURL(join(compiled, `messages/${language}.js`));
    messages.set(language, (await import(`${href}?${state}`)) as Record<string, Message>);
  }
  mkdirSync(join(compiled, 'texts'), { recursive: true });
  for (const [language, texts] of messages) {
    for (const [part, listed] of Object.entries(names)) {
      const list = listed.map((name) => `  ${sourceOf(texts[name]!)},`).join('\n');
      const file = join(compiled, `texts/${part}-${language}`);
      write(`${file}.js`, `${registryFor(list)}export const texts = [\n${list}\n];`);
      write(`${file}.d.ts`, TYPES);
    }
    for (const form of ['js', 'd.ts']) rmSync(join(compiled, `messages/${language}.${form}`));
  }
  const places = new Map([...names.first, ...names.later].map((name, place) => [name, place]));
  write(join(compiled, 'texts/first.js'), `export const first = ${names.first.length};`);
  write(join(compiled, 'texts/first.d.ts'), 'export const first: number;');
  for (const [area, all] of Object.entries(areas)) {
    const lines = all.map((name) =>
      area === first
        ? `export const ${name} = () => (${JSON.stringify(inAll(messages, name))})[getLocale()];`
        : `export const ${name} = /* @__PURE__ */ say(${places.get(name)});`,
    );
    const speaks =
      area === first ? `import { getLocale } from '../runtime.js';` : `import { say } from '../../say-text.ts';`;
    write(join(compiled, `messages/${area}.js`), [speaks, ...lines].join('\n'));
  }
  const exported = Object.keys(areas).map((area) => `export * from './${area}.js';`);
  write(join(compiled, 'messages/_index.js'), exported.join('\n'));
}

const TYPES = 'export const texts: readonly (string | ((inputs: unknown) => string))[];';

/** Most texts ask for nothing, and are a string then. */
function sourceOf(message: Message): string {
  return message.length === 0 ? JSON.stringify(message()) : message.toString();
}

const registryFor = (list: string): string =>
  list.includes('registry.') ? `import * as registry from '../registry.js';\n` : '';

const inAll = (messages: ReadonlyMap<string, Readonly<Record<string, Message>>>, name: string): object =>
  Object.fromEntries([...messages].map(([language, texts]) => [language, texts[name]!()]));

function write(file: string, program: string): void {
  writeFileSync(file, `/* eslint-disable */\n${program}\n`);
}
