import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import type { i18n } from 'i18next';
import { StrictMode, type ReactNode } from 'react';
import { I18nextProvider } from 'react-i18next';
import { createQueryClient } from './api/query-client.ts';
import { hurryToBoard } from './pages/board/hurry.ts';
import { createAppRouter } from './router.tsx';

const client = createQueryClient(() => leave());
const router = createAppRouter(client);

/** Leads who is signed in no more to where one signs in, and from there back. */
function leave(): void {
  const { pathname, href } = router.latestLocation;
  if (pathname !== '/sign-in') void router.navigate({ to: '/sign-in', search: { to: href }, replace: true });
}

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
