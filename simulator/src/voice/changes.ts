/** Lets others wait for something to become true, without asking again and again. */
export class Changes {
  readonly #waiting = new Set<() => void>();

  /** Something has changed: everybody who waits looks again. */
  tell(): void {
    for (const look of [...this.#waiting]) look();
  }

  /** The first answer that is not undefined; rejects when there is none in time. */
  until<Answer>(what: string, look: () => Answer | undefined, withinMs = 20_000): Promise<Answer> {
    const now = look();
    if (now !== undefined) return Promise.resolve(now);
    return new Promise((resolve, reject) => {
      const lookAgain = (): void => {
        const answer = look();
        if (answer === undefined) return;
        clearTimeout(timer);
        this.#waiting.delete(lookAgain);
        resolve(answer);
      };
      const giveUp = (): void => {
        this.#waiting.delete(lookAgain);
        reject(new Error(`${what} did not come about within ${withinMs} ms`));
      };
      const timer = setTimeout(giveUp, withinMs);
      this.#waiting.add(lookAgain);
    });
  }
}
