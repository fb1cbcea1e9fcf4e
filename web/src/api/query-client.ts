import { QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiError, isSignedOut } from './client.ts';

/**
 * Answers stay as they are for half a minute. What the server refused is not asked again, nor what did not reach it: that is told at once, and without a
 * connection what was read before stays.
 */
export function createQueryClient(onSignedOut: () => void): QueryClient {
  const onError = (error: Error): void => {
    if (isSignedOut(error)) onSignedOut();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    defaultOptions: {
      queries: {
        networkMode: 'always',
        refetchOnReconnect: true,
        refetchOnMount: () => navigator.onLine,
        refetchOnWindowFocus: () => navigator.onLine,
        staleTime: 30_000,
        retry: (failures, error) => !(error instanceof ApiError && error.status < 500) && failures < 2,
      },
      mutations: { networkMode: 'always' },
    },
  });
}
