import { keepWord, readWord } from '#storage/choices.ts';

/** Who works at this device: asked with the first correction, remembered for the next. */
const OPERATOR = 'openaisle-operator';

export const rememberedOperator = (): string => readWord(OPERATOR) ?? '';

export function rememberOperator(name: string): void {
  keepWord(OPERATOR, name);
}
