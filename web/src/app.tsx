import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import type { i18n } from 'i18next';
import { StrictMode, type ReactNode } from 'react';
import { I18nextProvider } from 'react-i18next';
import { ApiError } from './api/client.ts';
import { hurryToBoard } from './pages/board/hurry.ts';
import { createAppRouter } from './router.tsx';

/** Answers stay as they are for half a minute; what the server refused is not asked again. */
function queries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        retry: (failures, error) =>
          !(error instanceof ApiError && error.status >= 400 && error.status < 500) && failures < 2,
      },
    },
  });
}

const client = queries();
const router = createAppRouter(client);

/** Begins to fetch what the first page needs, before anything is drawn. */
export function hurry(): void {
  hurryToBoard(client);
}

/** The whole app: texts, answers of the server, pages. */
export function App({ i18n }: { readonly i18n: i18n }): ReactNode {
  return (
    <StrictMode>
      <I18nextProvider i18n={i18n}>
        <QueryClientProvider client={client}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </I18nextProvider>
    </StrictMode>
  );
}
