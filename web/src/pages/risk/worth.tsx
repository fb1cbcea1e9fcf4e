import type { ReactNode } from 'react';
import type { FlagId } from '../../api/accounts.ts';
import { type Ended, type FlagWorth, pastDealsQuery } from '../../api/risks.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Range } from '../../parts/chart/range.tsx';
import { dealCells } from '../../parts/deals/deal-cells.ts';
import { Told } from '../../parts/figure/told.tsx';
import { Section } from '../../parts/page/page-head.tsx';
import { useRepNames } from '../../parts/people/rep-link.tsx';
import { QueryRecords } from '../../parts/records/query-records.tsx';
import { ScrollTable } from '../../parts/table/scroll-table.tsx';
import { useWriters } from '../../state/writers.ts';

type WorthProps = { readonly worth: readonly FlagWorth[]; readonly where: string | undefined };

/** How past deals with each warning ended, beside those without it. */
export function Worth({ worth, where }: WorthProps): ReactNode {
  const { t } = useWords();
  const known = worth.filter((each) => each.with.closed > 0);
  return (
    <Section title={t('risk.worth')} intro={t(known.length === 0 ? 'risk.worth.none' : 'risk.worth.lead')}>
      {known.length === 0 ? null : (
        <ScrollTable
          caption={t('risk.worth')}
          columns={[
            { label: t('accounts.flag'), isTerm: true },
            { label: t('risk.worth.with'), isNumber: true },
            { label: t('risk.worth.without'), isNumber: true },
            { label: t('risk.worth.picture'), isDrawn: true },
            { label: t('risk.worth.says'), isWide: true },
          ]}
          rows={known.map((each) => [
            t(`flag.${each.flag}`),
            <Rate key="with" flag={each.flag} side="with" ended={each.with} where={where} />,
            <Rate key="without" flag={each.flag} side="without" ended={each.without} where={where} />,
            <Range
              key="range"
              marks={[
                { shape: 'round', value: rate(each.with), interval: each.with.interval, tone: 'bad' },
                { shape: 'square', value: rate(each.without), interval: each.without.interval },
              ]}
              title={t('risk.worth.picture')}
            />,
            t(`risk.worth.${each.verdict}`),
          ])}
        />
      )}
    </Section>
  );
}

const rate = ({ won, closed }: Ended): number | null => (closed === 0 ? null : won / closed);

type RateProps = Pick<WorthProps, 'where'> & {
  readonly flag: FlagId;
  readonly side: 'with' | 'without';
  readonly ended: Ended;
};

/** How many of the deals on one side were won. */
function Rate({ flag, side, ended, where }: RateProps): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  const share = rate(ended);
  if (share === null) return '–';
  const [won, all] = [writers.count(ended.won), writers.count(ended.closed)];
  const { interval } = ended;
  return (
    <Told
      label={`${t(`risk.worth.${side}`)}: ${t(`flag.${flag}`)}`}
      text={t('risk.worth.of', { share: writers.share(share, 0), won, all })}
      meaning={t(`risk.worth.${side}.meaning`)}
      formula={t('risk.worth.formula')}
      numerator={won}
      denominator={all}
      sure={
        interval === null
          ? null
          : t('figure.interval', { low: writers.share(interval[0]), high: writers.share(interval[1]), n: all })
      }
    >
      <PastDeals flag={flag} isWith={side === 'with'} where={where} />
    </Told>
  );
}

type PastDealsProps = Pick<WorthProps, 'where'> & { readonly flag: FlagId; readonly isWith: boolean };

function PastDeals({ flag, isWith, where }: PastDealsProps): ReactNode {
  const { t } = useWords();
  const nameOf = useRepNames();
  return (
    <QueryRecords
      query={pastDealsQuery({ where })}
      sheetOf={(past) => ({
        columns: [
          { label: t('deals.deal'), is: 'text' },
          { label: t('deals.account'), is: 'text' },
          { label: t('risk.worth.end'), is: 'text' },
          { label: t('risk.worth.looked'), is: 'day' },
          { label: t('deals.why'), is: 'text' },
          { label: t('deals.rep'), is: 'text' },
        ],
        rows: past
          .filter(({ flags }) => flags.includes(flag) === isWith)
          .map((deal) => [
            ...dealCells(deal),
            t(deal.won ? 'risk.worth.won' : 'risk.worth.lost'),
            deal.looked_on,
            deal.flags.map((own) => t(`flag.${own}`)).join(', '),
            nameOf(deal.rep),
          ]),
      })}
    />
  );
}
