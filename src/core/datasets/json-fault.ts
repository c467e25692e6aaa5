/** Where a text stops being JSON (RFC 8259): engines say it each in their own words, some of them not at all. */

/** What may come next; `first` is a value or a key, or the end of what was just opened. */
type Wanted = 'value' | 'first' | 'key' | 'colon' | 'comma' | 'nothing';

const BLANK = /[ \t\n\r]*/uy;
const TOKEN =
  /[{}[\],:]|"(?:[ !#-[\]-\u{10ffff}]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/uy;

/**
 * @param text - Not JSON.
 * @returns Line and column, from 1, of the first thing that may not stand there; of its end when it ends too soon.
 */
export function faultInJson(text: string): { readonly line: number; readonly column: number } {
  const open: string[] = [];
  let wanted: Wanted | null = 'value';
  let at = 0;
  for (;;) {
    BLANK.lastIndex = at;
    at += BLANK.exec(text)![0].length;
    TOKEN.lastIndex = at;
    const [token] = TOKEN.exec(text) ?? [];
    if (token === undefined) break;
    wanted = after(token, wanted, open);
    if (wanted === null) break;
    at += token.length;
  }
  const before = text.slice(0, at);
  return { line: before.split('\n').length, column: before.length - before.lastIndexOf('\n') };
}

/** @param open - Brackets around it; changed. @returns `null` when the token may not stand there. */
function after(token: string, wanted: Wanted, open: string[]): Wanted | null {
  const sign = token[0]!;
  const inside = open.at(-1);
  const closed = () => (open.length === 0 ? 'nothing' : 'comma');
  if (sign === '}' || sign === ']') {
    if ((wanted !== 'first' && wanted !== 'comma') || inside !== (sign === '}' ? '{' : '[')) return null;
    open.pop();
    return closed();
  }
  if (sign === ',') return wanted !== 'comma' ? null : inside === '{' ? 'key' : 'value';
  if (sign === ':') return wanted === 'colon' ? 'value' : null;
  if (wanted === 'key' || (wanted === 'first' && inside === '{')) return sign === '"' ? 'colon' : null;
  if (wanted !== 'value' && wanted !== 'first') return null;
  if (sign !== '{' && sign !== '[') return closed();
  open.push(sign);
  return 'first';
}
