/**
 * The page may talk to its own origin and to the hosts of the model catalogue, and to nobody else. The list is fixed
 * here, when the app is built: another address means "download this file and drop it here".
 */
import type { Plugin } from 'vite';
import { readCatalogue } from './model-catalogue.ts';

/** Cross-origin isolation gives the page WASM threads. */
export const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

/** Of the page's own `meta` tag. */
const pagePolicy = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self' blob:",
  ["connect-src 'self'", ...catalogueHosts()].join(' '),
  "img-src 'self' blob: data:",
  "media-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** Of the header, which alone may say who frames the page: browsers ignore that in a `meta` tag, and warn. */
export const contentSecurityPolicy = `${pagePolicy}; frame-ancestors 'none'`;

/** Puts the policy into the built page and, for hosts that read it, all headers into `_headers`. */
export function securityHeaders(): Plugin {
  return {
    name: 'openaisle-security-headers',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: pagePolicy },
        injectTo: 'head-prepend',
      },
    ],
    generateBundle() {
      const headers = {
        ...isolation,
        'Content-Security-Policy': contentSecurityPolicy,
        'X-Content-Type-Options': 'nosniff',
      };
      const lines = Object.entries(headers).map(([name, value]) => `  ${name}: ${value}\n`);
      this.emitFile({ type: 'asset', fileName: '_headers', source: `/*\n${lines.join('')}` });
    },
  };
}

/** Origins of what the catalogue lets the page fetch, and of where their hosts send it on to. */
function catalogueHosts(): string[] {
  const readable = readCatalogue().models.filter(({ crossOrigin }) => crossOrigin);
  const addresses = readable.flatMap(({ files, redirects = [] }) => [...files.map(({ url }) => url), ...redirects]);
  const elsewhere = addresses.filter((address) => address.startsWith('https:'));
  return [...new Set(elsewhere.map((address) => new URL(address).origin))];
}
