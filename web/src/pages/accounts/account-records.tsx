import type { ReactNode } from 'react';
import type { AccountStanding } from '../../api/accounts.ts';
import { useWords } from '../../i18n/use-words.ts';
import { SheetRecords } from '../../parts/records/sheet-records.tsx';

/** Accounts as the records behind a number. */
export function AccountRecords({ accounts }: { readonly accounts: readonly AccountStanding[] }): ReactNode {
  const { t } = useWords();
  return (
    <SheetRecords
      sheet={{
        columns: [
          { label: t('accounts.account'), is: 'text' },
          { label: t('deals.why'), is: 'text' },
          { label: t('accounts.deals'), is: 'count' },
          { label: t('deals.atRisk'), is: 'money' },
        ],
        rows: accounts.map(({ account, name, flags, open_deals: deals, at_risk: atRisk }) => [
          { account, name },
          [...new Set(flags.map(({ flag }) => t(`flag.${flag}`)))].join(', '),
          deals,
          atRisk,
        ]),
      }}
    />
  );
}
