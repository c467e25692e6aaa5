/** A property that fails in CI fails again at home: one seed, unless the long tests are run to look further. */
import fc from 'fast-check';

if (process.env['OPENAISLE_LONG'] !== '1') fc.configureGlobal({ seed: 20_261_122 });
