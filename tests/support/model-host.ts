/** A host of files on this machine, which can be made to fail in the ways that hosts do. */
import { createHash } from 'node:crypto';
import { type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ModelOffer } from '#storage/model-offers.ts';

export interface ModelHost extends AsyncDisposable {
  /** `http://127.0.0.1:…` */
  readonly origin: string;
  /** Replaces how one file is answered; `null` puts the usual way back. */
  answer(path: string, how: ((response: ServerResponse) => void) | null): void;
  /** Paths that were asked for, in order. */
  readonly asked: readonly string[];
}

export async function hostModels(files: ReadonlyMap<string, Uint8Array>): Promise<ModelHost> {
  const answers = new Map<string, (response: ServerResponse) => void>();
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url!.slice(1);
    asked.push(path);
    response.setHeader('Access-Control-Allow-Origin', '*');
    const own = answers.get(path);
    if (own !== undefined) {
      own(response);
      return;
    }
    const bytes = files.get(path);
    response.statusCode = bytes === undefined ? 404 : 200;
    response.end(bytes);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    answer: (path, how) => {
      if (how === null) answers.delete(path);
      else answers.set(path, how);
    },
    [Symbol.asyncDispose]: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** What a catalogue would say of these files. */
export function offerOf(origin: string, files: ReadonlyMap<string, Uint8Array>): ModelOffer {
  const listed = [...files].map(([path, bytes]) => ({
    url: `${origin}/${path}`,
    path,
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  }));
  return {
    id: 'a-model',
    name: 'A model',
    kind: 'detector',
    licence: 'MIT',
    source: 'https://models.example/a-model',
    figures: [],
    bytes: listed.reduce((sum, { bytes }) => sum + bytes, 0),
    sha256: listed.length === 1 ? listed[0]!.sha256 : null,
    crossOrigin: true,
    files: listed,
  };
}
