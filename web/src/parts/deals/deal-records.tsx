import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { choicesQuery } from '../../api/choices.ts';
import type { OpenDeal } from '../../api/risks.ts';
import { useWords } from '../../i18n/use-words.ts';
import { SheetRecords } from '../records/sheet-records.tsx';
import { stageName } from '../vocabulary/stage-name.ts';
import { dealCells } from './deal-cells.ts';

/** Open deals as the records behind a number. */
export function DealRecords({ deals }: { readonly deals: readonly OpenDeal[] }): ReactNode {
  const words = useWords();
  const { t } = words;
  const { data: choices } = useQuery(choicesQuery);
  const nameOf = (rep: string | null): string | null =>
    choices === undefined ? '' : (choices.reps.find(({ id }) => id === rep)?.name ?? rep);
  return (
    <SheetRecords
      sheet={{
        columns: [
          { label: t('deals.deal'), is: 'text' },
          { label: t('deals.account'), is: 'text' },
          { label: t('deals.weighted'), is: 'money' },
          { label: t('deals.amount'), is: 'money' },
          { label: t('deals.why'), is: 'text' },
          { label: t('deals.stage'), is: 'text' },
          { label: t('deals.close'), is: 'day' },
          { label: t('deals.rep'), is: 'text' },
        ],
        rows: deals.map((deal) => [
          ...dealCells(deal),
          deal.weighted,
          deal.amount,
          deal.flags.map(({ flag }) => t(`flag.${flag}`)).join(', '),
          stageName(words, choices?.stages ?? [], deal.stage),
          deal.expected_close_on,
          nameOf(deal.rep),
        ]),
      }}
    />
  );
}
