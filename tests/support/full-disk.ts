/** A disk with no space left, under fake-indexeddb: every transaction that adds a row is aborted as browsers do it. */
export async function withFullDisk(work: () => Promise<void>): Promise<void> {
  const platform = IDBObjectStore.prototype;
  // eslint-disable-next-line @typescript-eslint/unbound-method -- applied below to the store they are called on
  const { add, put } = platform;
  const full = function (this: IDBObjectStore, ...args: Parameters<typeof add>) {
    const request = add.apply(this, args);
    const transaction = this.transaction as IDBTransaction & { _abort(name: string): void };
    queueMicrotask(() => transaction._abort('QuotaExceededError'));
    return request;
  };
  Object.assign(platform, { add: full, put: full });
  try {
    await work();
  } finally {
    Object.assign(platform, { add, put });
  }
}
