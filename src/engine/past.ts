/** Answers about days that are over, of one state of the facts. `T`: an answer. */
export type Past<T> = {
  /** Days before this one are over. */
  readonly until: Temporal.PlainDate;
  /** What has been kept of a question about days before `end`, and holds still. */
  readonly find: (question: string, end: Temporal.PlainDate) => T | undefined;
  /** Keeps an answer of so many numbers about days before `end`, which is not after `until`. */
  readonly keep: (question: string, end: Temporal.PlainDate, answer: T, size: number) => void;
};

type Kept<T> = { readonly generation: number; readonly end: number; readonly answer: T; readonly size: number };

const firstDay = Temporal.PlainDate.from('1970-01-01');
/** Numbers that are kept of all answers and of one, and steps. */
const limits = { all: 200_000, one: 20_000, steps: 2000 };

/**
 * Answers about the past of facts that change in steps. An answer holds in every state between which and its own no step has changed anything
 * before its end: readers of an older state and of a newer one share what is the same in both.
 */
export class PastAnswers<T> {
  readonly #kept = new Map<string, Kept<T>>();
  #size = 0;
  /** The first day that each step has changed, by the generation that it led to. */
  readonly #steps = new Map<number, number>();

  /**
   * Told of each step when it is written.
   * @param since the first day of which anything is other than before; null: of none
   */
  changed(generation: number, since: Temporal.PlainDate | null): void {
    this.#steps.set(generation, since === null ? Infinity : numberOf(since));
    if (this.#steps.size > limits.steps) this.#steps.delete(this.#steps.keys().next().value!);
  }

  /**
   * The answers that hold in a state.
   * @param until the local day in which its "now" falls
   */
  at(generation: number, until: Temporal.PlainDate): Past<T> {
    return {
      until,
      find: (question, end) => {
        const kept = this.#kept.get(question);
        if (kept === undefined || kept.end !== numberOf(end) || !this.#isSame(kept, generation)) return undefined;
        // Those that are asked for stay longest.
        this.#put(question, { ...kept, generation: Math.max(generation, kept.generation) });
        return kept.answer;
      },
      keep: (question, end, answer, size) => {
        if (size <= limits.one) this.#put(question, { generation, end: numberOf(end), answer, size });
      },
    };
  }

  #put(question: string, kept: Kept<T>): void {
    this.#drop(question);
    this.#kept.set(question, kept);
    this.#size += kept.size;
    for (const oldest of this.#kept.keys()) {
      if (this.#size <= limits.all) return;
      this.#drop(oldest);
    }
  }

  #drop(question: string): void {
    this.#size -= this.#kept.get(question)?.size ?? 0;
    this.#kept.delete(question);
  }

  /** Whether no step between two states has changed anything before an end. A step that nothing is known of may have. */
  #isSame({ generation: own, end }: Kept<T>, generation: number): boolean {
    for (let step = Math.min(own, generation) + 1; step <= Math.max(own, generation); step++) {
      const since = this.#steps.get(step);
      if (since === undefined || since < end) return false;
    }
    return true;
  }
}

/** Days since 1970-01-01. */
function numberOf(day: Temporal.PlainDate): number {
  return firstDay.until(day).days;
}
