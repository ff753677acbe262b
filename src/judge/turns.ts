interface Waiter {
  readonly alone: boolean;
  readonly begin: () => void;
}

/** Hands out `places` turns, first come first served; a turn taken alone starts when all others are over. */
export class Turns {
  private taken = 0;
  private exclusive = false;
  private readonly queue: Waiter[] = [];
  private readonly places: number;

  constructor(places: number) {
    this.places = places;
  }

  /** Runs `work` in a turn. */
  async take<Result>(alone: boolean, work: () => Promise<Result>): Promise<Result> {
    await new Promise<void>((begin) => {
      this.queue.push({ alone, begin });
      this.admit();
    });
    try {
      return await work();
    } finally {
      this.taken -= 1;
      this.exclusive = false;
      this.admit();
    }
  }

  private admit(): void {
    for (let next = this.queue[0]; next !== undefined; next = this.queue[0]) {
      const room = next.alone ? this.taken === 0 : this.taken < this.places && !this.exclusive;
      if (!room) return;
      this.queue.shift();
      this.taken += 1;
      this.exclusive = next.alone;
      next.begin();
    }
  }
}
