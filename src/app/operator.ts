/** Who works at this device: asked with the first correction, remembered for the next. */
const OPERATOR = 'openaisle-operator';

export const rememberedOperator = (): string => localStorage.getItem(OPERATOR) ?? '';

export function rememberOperator(name: string): void {
  localStorage.setItem(OPERATOR, name);
}
