/** Keys from the root to a field, as a person writes them: `planogram.facings[12].gtin`. */
export function fieldPath(keys: readonly unknown[]): string {
  return keys.reduce<string>((path, key) => {
    if (typeof key === 'number') return `${path}[${key}]`;
    const name = String(key).slice(0, 80);
    return path === '' ? name : `${path}.${name}`;
  }, '');
}
