import { expect, test } from 'vitest';
import type { Command } from '#app/commands.svelte.ts';
import { findCommands } from '#ui/shell/find-commands.ts';

const command = (group: string, label: string): Command => ({
  id: label,
  label: () => label,
  group: () => group,
  keys: null,
  run: () => undefined,
});
const commands = [
  command('Aller à', 'Réglages'),
  command('Partout', 'Ouvrir un enregistrement'),
  command('Langue', 'Français'),
];
const found = (typed: string) => findCommands(commands, typed).map(({ id }) => id);

test('nothing typed finds everything', () => {
  expect(found(' ')).toEqual(['Réglages', 'Ouvrir un enregistrement', 'Français']);
});

test('accents and capitals need not be typed', () => {
  expect(found('REGL')).toEqual(['Réglages']);
  expect(found('francais')).toEqual(['Français']);
});

test('words are found in any order, and in the heading', () => {
  expect(found('enreg ouvr')).toEqual(['Ouvrir un enregistrement']);
  expect(found('aller')).toEqual(['Réglages']);
  expect(found('ouvrir reglages')).toEqual([]);
});
