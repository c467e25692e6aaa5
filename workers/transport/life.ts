/** What a worker says once it lives: the name of the lock it holds for as long as it does. */
export interface Life {
  readonly life: string;
}

export function isLife(message: unknown): message is Life {
  return typeof message === 'object' && message !== null && 'life' in message && typeof message.life === 'string';
}
