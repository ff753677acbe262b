/** First in, first out, between two stages. A producer waits while it is full: a slow consumer bounds the memory. */
export class BoundedQueue<Item> {
  readonly #capacity: number;
  readonly #items: Item[] = [];
  #closed = false;
  #waitingProducers: (() => void)[] = [];
  #waitingConsumers: (() => void)[] = [];

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  async push(item: Item): Promise<void> {
    while (this.#items.length >= this.#capacity) {
      await new Promise<void>((resolve) => this.#waitingProducers.push(resolve));
    }
    this.#items.push(item);
    this.#waitingConsumers.shift()?.();
  }

  /** No more items will come: consumers end when they have taken what is there. */
  close(): void {
    this.#closed = true;
    for (const wake of this.#waitingConsumers.splice(0)) wake();
  }

  /** Undefined once the queue is closed and empty. */
  async take(): Promise<Item | undefined> {
    while (this.#items.length === 0 && !this.#closed) {
      await new Promise<void>((resolve) => this.#waitingConsumers.push(resolve));
    }
    const item = this.#items.shift();
    this.#waitingProducers.shift()?.();
    return item;
  }
}
