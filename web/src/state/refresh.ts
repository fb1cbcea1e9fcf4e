import { useQueryClient } from '@tanstack/react-query';

/** Asks the server anew for what begins with these keys, after something was changed. */
export function useRefresh(): (...keys: readonly string[]) => Promise<void> {
  const client = useQueryClient();
  return async (...keys) => {
    await Promise.all(keys.map((key) => client.invalidateQueries({ queryKey: [key] })));
  };
}
