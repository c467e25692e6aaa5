/** Internal to fake-indexeddb: queues the work of one request. */
interface FakeTransaction {
  _execRequestAsync(request: { source: IDBObjectStore; operation: () => unknown }): IDBRequest<IDBValidKey>;
}

/** A disk with no space left, under fake-indexeddb: every request that writes a row fails as it does in a browser. */
export async function withFullDisk(work: () => Promise<void>): Promise<void> {
  const platform = IDBObjectStore.prototype;
  // eslint-disable-next-line @typescript-eslint/unbound-method -- put back below as they were
  const { add, put } = platform;
  const full = function (this: IDBObjectStore) {
    return (this.transaction as unknown as FakeTransaction)._execRequestAsync({
      source: this,
      operation: () => {
        throw new DOMException('The disk is full.', 'QuotaExceededError');
      },
    });
  };
  Object.assign(platform, { add: full, put: full });
  try {
    await work();
  } finally {
    Object.assign(platform, { add, put });
  }
}
