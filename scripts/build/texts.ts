/**
 * Paraglide puts the texts of all languages behind every message, so a page would fetch four times what it shows. Here
 * what it compiled is laid out anew: one list of texts a language, fetched when that language is chosen, and one small
 * module an area whose messages say which text of the list they are.
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
  /** Spoken before a list of texts is there: its messages hold all languages. */
  readonly first: string;
  /** Tells one state of the texts from another: Node keeps modules by their address. */
  readonly state: string;
}

/** Replaces the messages in `compiled` by ones that take their text from the list of the language in force. */
export async function layOutTexts({ compiled, languages, areas, first, state }: Layout): Promise<void> {
  const messages = new Map<string, Readonly<Record<string, Message>>>();
  for (const language of languages) {
    const { href } = pathToFileURL(join(compiled, `messages/${language}.js`));
    messages.set(language, (await import(`${href}?${state}`)) as Record<string, Message>);
  }
  const names = listed(areas, first);
  mkdirSync(join(compiled, 'texts'), { recursive: true });
  for (const [language, texts] of messages) {
    const list = names.map((name) => `  ${sourceOf(texts[name]!)},`).join('\n');
    write(join(compiled, `texts/${language}.js`), `${registryFor(list)}export const texts = [\n${list}\n];`);
    write(join(compiled, `texts/${language}.d.ts`), TYPES);
    for (const form of ['js', 'd.ts']) rmSync(join(compiled, `messages/${language}.${form}`));
  }
  const places = new Map(names.map((name, place) => [name, place]));
  for (const [area, names] of Object.entries(areas)) {
    const lines = names.map((name) =>
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

/** The names of messages in the order of their texts: what is said before a list of them is there is in none. */
export const listed = (areas: Layout['areas'], first: string): readonly string[] =>
  Object.entries(areas).flatMap(([area, names]) => (area === first ? [] : names));

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
