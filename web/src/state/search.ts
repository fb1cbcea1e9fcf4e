import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';

/** Changes of what stands in the address; undefined takes it out. */
export type SearchChanges = Readonly<Record<string, string | undefined>>;

/** Changes what stands in the address behind the page, which stays where it is. */
export function useSetSearch(): (changes: SearchChanges) => void {
  const navigate = useNavigate();
  return useCallback(
    (changes) =>
      void navigate({
        to: '.',
        search: (before: object) =>
          Object.fromEntries(Object.entries({ ...before, ...changes }).filter(([, value]) => value !== undefined)),
        replace: true,
        resetScroll: false,
      }),
    [navigate],
  );
}
