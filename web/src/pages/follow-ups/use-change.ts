import { useMutation, useQueryClient } from '@tanstack/react-query';
import { queuesKey } from '../../api/follow-ups.ts';

/** Does something to the queue, then shows it anew. */
export function useChange(): { readonly change: (work: () => Promise<unknown>) => void; readonly error: Error | null } {
  const client = useQueryClient();
  const { mutate, error } = useMutation({
    mutationFn: (work: () => Promise<unknown>) => work(),
    onSettled: () => client.invalidateQueries({ queryKey: queuesKey }),
  });
  return { change: mutate, error };
}
