/** As it is compared with what somebody types: accents, capitals and spaces at the ends do not matter. */
export function plainText(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
}
