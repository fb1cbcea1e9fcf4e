/** Raised with every change to what resolving writes: caches of another version are rebuilt. */
export const resolverVersion = 8;
