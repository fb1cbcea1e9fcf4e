/** What has been looked up in a state of a database. */
export type LookedUp = {
  /** The codes of labels, null for texts that no record has. */
  readonly codes: Map<string, number | null>;
  /** Needs that rows of the log meet (`deals.amount`). */
  readonly met: Set<string>;
};

const known = new WeakMap<object, LookedUp>();

/** What has been looked up in a state, by `Database.state`. */
export function lookedUpIn(state: object): LookedUp {
  const found = known.get(state) ?? { codes: new Map(), met: new Set() };
  known.set(state, found);
  return found;
}

/**
 * A state that comes of another one by steps: it knows what still holds. A label keeps its code.
 * @param onlyAdds whether no row of the log was changed or removed: what was there still is
 */
export function stateAfter(before: object, onlyAdds: boolean): object {
  const { codes, met } = lookedUpIn(before);
  const state = {};
  known.set(state, {
    codes: new Map([...codes].filter(([, code]) => code !== null)),
    met: new Set(onlyAdds ? met : []),
  });
  return state;
}
