/** Small pictures as text. */

const INK = '#1b1d1b';
export const QUIET = '#575c57';
export const LINE = '#d9dad5';
/** One a name: those of the curves on a light page. */
export const COLOURS = ['#0072b2', '#c04a00', '#00795a'] as const;

/** @param title - What is seen, for whoever does not see it. */
export function svg(width: number, height: number, title: string, parts: readonly string[]): string {
  const head = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" font-family="Inter, system-ui, sans-serif" font-size="13" fill="${INK}">`;
  return `${[head, `<title>${title}</title>`, `<rect width="${width}" height="${height}" fill="#ffffff"/>`, ...parts].join('\n')}\n</svg>\n`;
}

interface Look {
  readonly fill?: string;
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly weight?: number;
}

export function text(
  x: number,
  y: number,
  words: string,
  { fill = INK, anchor = 'start', weight = 400 }: Look = {},
): string {
  return `<text x="${num(x)}" y="${num(y)}" fill="${fill}" text-anchor="${anchor}" font-weight="${weight}">${words}</text>`;
}

export function rect(x: number, y: number, width: number, height: number, fill: string): string {
  return `<rect x="${num(x)}" y="${num(y)}" width="${num(width)}" height="${num(height)}" rx="2" fill="${fill}"/>`;
}

export function path(points: readonly (readonly [number, number])[], stroke: string, width = 2): string {
  const d = points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${num(x)} ${num(y)}`).join('');
  return `<path d="${d}" fill="none" stroke="${stroke}" stroke-width="${width}"/>`;
}

export const percent = (share: number): string => (100 * share).toFixed(1);

const num = (value: number): string => String(Number(value.toFixed(2)));
