/** What has been looked up, and what it rests on. */
export type Found = {
  readonly answer: unknown;
  /** Relations, `log.deals` or `facts.deal`: while none of them is written to, the answer holds. */
  readonly restsOn: readonly string[];
  /** Whether it holds as well while rows of the log are only added. */
  readonly outlivesAdditions?: boolean;
};

/** What has been looked up in a state of a database. */
export type LookedUp = {
  /** The codes of labels, null for texts that no record has. */
  readonly codes: Map<string, number | null>;
  /** The rest: by who looked, and what for. */
  readonly found: Map<object, Map<string, Found>>;
};

const known = new WeakMap<object, LookedUp>();

/** What has been looked up in a state, by `Database.state`. */
export function lookedUpIn(state: object): LookedUp {
  const found = known.get(state) ?? { codes: new Map(), found: new Map() };
  known.set(state, found);
  return found;
}

/** What somebody has looked up in a state. */
export function foundBy(who: object, state: object): Map<string, Found> {
  const { found } = lookedUpIn(state);
  const own = found.get(who) ?? new Map<string, Found>();
  found.set(who, own);
  return own;
}

/** What came between two states. */
export type Between = {
  /** Whether a relation was written to. */
  readonly isWritten: (relation: string) => boolean;
  /** Whether no row of the log was changed or removed. */
  readonly onlyAdds: boolean;
};

/** A state that comes of another one by steps: it knows what still holds. A label keeps its code. */
export function stateAfter(before: object, { isWritten, onlyAdds }: Between): object {
  const { codes, found } = lookedUpIn(before);
  const holds = ({ restsOn, outlivesAdditions = false }: Found): boolean =>
    (outlivesAdditions && onlyAdds) || !restsOn.some(isWritten);
  const state = {};
  known.set(state, {
    codes: new Map([...codes].filter(([, code]) => code !== null)),
    found: new Map([...found].map(([who, own]) => [who, new Map([...own].filter(([, one]) => holds(one)))])),
  });
  return state;
}
