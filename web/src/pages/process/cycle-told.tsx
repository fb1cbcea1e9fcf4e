import type { ReactNode } from 'react';
import type { Query } from '../../api/client.ts';
import { type CycleDeal, cycleDealsQuery } from '../../api/effects.ts';
import { useWords } from '../../i18n/use-words.ts';
import { dealCells } from '../../parts/deals/deal-cells.ts';
import { Told, type ToldProps } from '../../parts/figure/told.tsx';
import { useRepNames } from '../../parts/people/rep-link.tsx';
import { QueryRecords } from '../../parts/records/query-records.tsx';

type OfDeals = { readonly asked: Query; readonly is?: (deal: CycleDeal) => boolean };

/** A number that the deals of a cycle make, and opens them; `is`: those that it counts. */
export function CycleTold({ asked, is, ...told }: Omit<ToldProps, 'children'> & OfDeals): ReactNode {
  return (
    <Told {...told}>
      <CycleDeals asked={asked} {...(is === undefined ? {} : { is })} />
    </Told>
  );
}

function CycleDeals({ asked, is = () => true }: OfDeals): ReactNode {
  const { t } = useWords();
  const nameOf = useRepNames();
  return (
    <QueryRecords
      query={cycleDealsQuery(asked)}
      sheetOf={(deals) => ({
        columns: [
          { label: t('deals.deal'), is: 'text' },
          { label: t('deals.account'), is: 'text' },
          { label: t('process.begun'), is: 'moment' },
          { label: t('process.took'), is: 'tenth' },
          { label: t('process.end'), is: 'text' },
          { label: t('deals.rep'), is: 'text' },
        ],
        rows: deals
          .filter(is)
          .map((deal) => [
            ...dealCells(deal),
            deal.begun_at,
            deal.days,
            t(`process.end.${deal.end ?? 'open'}`),
            nameOf(deal.rep),
          ]),
      })}
    />
  );
}
