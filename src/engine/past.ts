/** Answers about days that are over, of one state of the facts. `T`: an answer. */
export type Past<T> = {
  /** Days before this one are over. */
  readonly until: Temporal.PlainDate;
  /** What has been kept of a question about days before `end`, and holds still. */
  readonly find: (question: string, end: Temporal.PlainDate) => T | undefined;
  /** Keeps an answer about days before `end`, which is not after `until`. */
  readonly keep: (question: string, end: Temporal.PlainDate, answer: T) => void;
};

type Kept<T> = { readonly generation: number; readonly end: number; readonly answer: T };

const firstDay = Temporal.PlainDate.from('1970-01-01');
const limits = { answers: 5000, steps: 2000 };

/**
 * Answers about the past of facts that change in steps. An answer holds in every state between which and its own no step has changed anything
 * before its end: readers of an older state and of a newer one share what is the same in both.
 */
export class PastAnswers<T> {
  readonly #kept = new Map<string, Kept<T>>();
  /** The first day that each step has changed, by the generation that it led to. */
  readonly #steps = new Map<number, number>();

  /**
   * Told of each step when it is written.
   * @param since the first day of which anything is other than before; null: of none
   */
  changed(generation: number, since: Temporal.PlainDate | null): void {
    this.#steps.set(generation, since === null ? Infinity : numberOf(since));
    dropFirst(this.#steps, limits.steps);
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
      keep: (question, end, answer) => this.#put(question, { generation, end: numberOf(end), answer }),
    };
  }

  #put(question: string, kept: Kept<T>): void {
    this.#kept.delete(question);
    this.#kept.set(question, kept);
    dropFirst(this.#kept, limits.answers);
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

function dropFirst(map: Map<unknown, unknown>, most: number): void {
  if (map.size > most) map.delete(map.keys().next().value);
}
