import type { Plugin } from 'vite';

/**
 * js-aruco2 hands itself out by `this.AR = …`, which Node takes for `module.exports` and a bundler for nothing. Said in the usual
 * way, both understand it.
 */
export function jsAruco(): Plugin {
  return {
    name: 'openaisle:js-aruco',
    transform: {
      filter: { id: /\/node_modules\/js-aruco2\/src\// },
      handler: (code) => ({ code: code.replace(/\bthis\.(CV|AR)\b/gu, 'module.exports.$1'), map: null }),
    },
  };
}
