import type { ReactNode } from 'react';
import { ListBox, ListBoxItem } from 'react-aria-components';
import type { OpenDeal } from '../../api/risks.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Weight } from '../../parts/deals/at-risk.tsx';
import { Section } from '../../parts/page/page-head.tsx';
import { useWriters } from '../../state/writers.ts';
import { useIsNarrow } from '../../state/width.ts';
import { DealPanel } from './deal-panel.tsx';
import styles from './risk.module.css';

type PressureMatrixProps = {
  readonly deals: readonly OpenDeal[];
  readonly chosen: OpenDeal | null;
  readonly onChoose: (deal: string | null) => void;
};

/** As they stand in the picture: silence to the right, pressure upwards. */
const quadrants = ['pressured', 'both', 'neither', 'silent'] as const;
type Quadrant = (typeof quadrants)[number];

/** The least that a dot is across, and the most, also where there is little room. */
const [least, most, mostNarrow] = [13, 44, 30];

/** Deals by whether their account is pressed and whether it is silent: each a dot that opens. */
export function PressureMatrix({ deals, chosen, onChoose }: PressureMatrixProps): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  const widest = useIsNarrow() ? mostNarrow : most;
  const top = Math.max(1, ...deals.map(({ weighted }) => weighted));
  const size = (deal: OpenDeal): number => least + (widest - least) * Math.sqrt(Math.max(0, deal.weighted) / top);
  return (
    <Section title={t('risk.matrix')} intro={t('risk.matrix.lead')}>
      <div className={styles['matrixWith']}>
        <div className={styles['matrix']}>
          {quadrants.map((quadrant) => {
            const own = deals.filter((deal) => quadrantOf(deal) === quadrant);
            return (
              <div key={quadrant} className={styles['quadrant']} data-quadrant={quadrant}>
                <h3>{t(`risk.quadrant.${quadrant}`)}</h3>
                <p className={styles['soft']}>
                  {own.length === 0 ? (
                    t('risk.quadrant.none')
                  ) : (
                    <>
                      {t('risk.deals.count', { count: own.length })} ·{' '}
                      <Weight label={t(`risk.quadrant.${quadrant}`)} deals={own} meaning="all" />
                    </>
                  )}
                </p>
                {own.length === 0 ? null : (
                  <ListBox
                    aria-label={t(`risk.quadrant.${quadrant}`)}
                    className={styles['dots']!}
                    layout="grid"
                    selectionMode="single"
                    selectedKeys={chosen === null ? [] : [chosen.deal]}
                    onSelectionChange={(keys) =>
                      onChoose(keys === 'all' ? null : (([...keys][0] as string | undefined) ?? null))
                    }
                  >
                    {own.map((deal) => (
                      <ListBoxItem
                        key={deal.deal}
                        id={deal.deal}
                        textValue={deal.name ?? deal.deal}
                        aria-label={`${deal.name ?? deal.deal}, ${deal.account_name ?? '–'}, ${writers.value(deal.weighted, 'money')}`}
                        className={styles['dot']!}
                        data-flagged={deal.flags.length > 0}
                        style={{ width: size(deal), height: size(deal) }}
                      />
                    ))}
                  </ListBox>
                )}
                <p className={styles['advice']}>{t(`risk.quadrant.${quadrant}.do`)}</p>
              </div>
            );
          })}
        </div>
        {chosen === null ? null : <DealPanel key={chosen.deal} deal={chosen} onClose={() => onChoose(null)} />}
      </div>
    </Section>
  );
}

function quadrantOf({ flags }: OpenDeal): Quadrant {
  const [isPressured, isSilent] = (['pressured', 'silent'] as const).map((flag) =>
    flags.some((own) => own.flag === flag),
  );
  if (isPressured === true) return isSilent === true ? 'both' : 'pressured';
  return isSilent === true ? 'silent' : 'neither';
}
