import { expect, test } from 'vitest';
import { readLicences } from '#app/library-licences.ts';

test('the notices are read library by library, scoped names and several licences too', () => {
  const notices =
    '# Third-party notices\n\nBuilt with:\n\n## @a/b 1.2.3 (MIT)\n\nCopyright A\n\n## c 4.0.0 (MIT OR Apache-2.0)\n\nCopyright C\n';
  expect(readLicences(notices)).toEqual([
    { name: '@a/b', version: '1.2.3', licence: 'MIT', text: 'Copyright A' },
    { name: 'c', version: '4.0.0', licence: 'MIT OR Apache-2.0', text: 'Copyright C' },
  ]);
});
