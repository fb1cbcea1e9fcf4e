type Asked = { readonly error: unknown; readonly refetch: () => unknown };

/** What went wrong in asking several questions, and how to ask those again that did; null: nothing. */
export function faultOf(queries: readonly Asked[]): { readonly error: unknown; readonly onRetry: () => void } | null {
  const failed = queries.filter(({ error }) => error !== null);
  return failed.length === 0
    ? null
    : { error: failed[0]!.error, onRetry: () => failed.forEach(({ refetch }) => void refetch()) };
}
