/** A made-up session as the storage keeps it: what two shoppers did in ten seconds. */
import { cents } from '#core/basket/money.ts';
import { sceneDefaults } from '#core/pipeline/settings.ts';
import { micros } from '#core/time/micros.ts';
import type { ArchiveParts } from '#storage/archive.ts';
import { packChunk } from '#storage/journal-format.ts';
import type { Session, SessionResults, StoredProject } from '#storage/session.ts';
import { hashBlob } from '#storage/sha256.ts';
import { recordedInputs } from './scene-inputs.ts';
import { tinyShopProject } from './tiny-shop.ts';

export const footage = new Blob(['not really a film'], { type: 'video/webm' });

export async function storedProject(): Promise<StoredProject> {
  return {
    name: 'Tiny shop',
    text: JSON.stringify(tinyShopProject()),
    files: [{ path: 'clips/cam1.webm', size: footage.size, sha256: await hashBlob(footage) }],
  };
}

export const storedResults: SessionResults = {
  receipts: [
    {
      visit: 'V1',
      shopper: 'S1',
      time: micros(9_000_000),
      lines: [{ gtin: '2000000000015', name: 'Crisps', quantity: 1, unitPrice: cents(199), postings: [1] }],
      total: cents(199),
    },
  ],
  interactions: [
    {
      id: 'I1',
      type: 'take',
      start: micros(4_000_000),
      end: micros(4_500_000),
      fixture: 'f1',
      shelf: 'f1-s1',
      plates: [{ plate: 'f1-s1-p1', grams: -150.5 }],
      grams: -150.5,
      candidates: [{ gtin: '2000000000015', quantity: 1, probability: 0.9 }],
      attributions: [{ shopper: 'S1', probability: 0.8 }],
    },
  ],
  postings: [
    { sequence: 1, time: micros(4_500_000), shopper: 'S1', gtin: '2000000000015', quantity: 1, interaction: 'I1' },
  ],
  visits: [
    { id: 'V1', shopper: 'S1', entered: micros(0), left: micros(9_000_000), closed: 'exit' },
    { id: 'V2', shopper: 'S2', entered: micros(1), left: null, closed: null },
  ],
};

export const storedSession: Session = {
  id: 'b2c9e8a4-5a0e-4a53-9d55-0e6f0e3f7a11',
  name: 'Monday morning',
  createdAt: '2026-01-05T08:00:00.000Z',
  project: { id: 'tiny', name: 'Tiny shop' },
  recording: 'walk',
  model: { name: 'yolox_nano_416.onnx', sha256: 'c'.repeat(64) },
  settings: sceneDefaults,
  state: 'finished',
  lastTime: micros(10_000_000),
  figures: { frames: 300, dropped: 2 },
};

/** @param changes - Replaces whole fields. */
export async function archiveParts(changes: Partial<ArchiveParts> = {}): Promise<ArchiveParts> {
  const inputs = recordedInputs(10);
  const chunks = [packChunk(inputs.slice(0, 12)), packChunk(inputs.slice(12, 20)), packChunk(inputs.slice(20))];
  return {
    session: storedSession,
    project: await storedProject(),
    journal: [new Blob(chunks.slice(0, 2)), new Blob(chunks.slice(2))],
    results: storedResults,
    clips: new Map(),
    ...changes,
  };
}
