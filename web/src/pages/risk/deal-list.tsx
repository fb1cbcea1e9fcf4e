import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { FlagId } from '../../api/accounts.ts';
import { choicesQuery } from '../../api/choices.ts';
import type { OpenDeal } from '../../api/risks.ts';
import { useWords } from '../../i18n/use-words.ts';
import { PlainButton } from '../../parts/button/button.tsx';
import { DealWeight } from '../../parts/deals/at-risk.tsx';
import { AccountOf, DealTitle, lacksAccount } from '../../parts/deals/deal-title.tsx';
import { FlagReasons } from '../../parts/flags/flags.tsx';
import { Card, Cards } from '../../parts/page/cards.tsx';
import { Section } from '../../parts/page/page-head.tsx';
import { stageName } from '../../parts/vocabulary/stage-name.ts';
import styles from './risk.module.css';

type DealListProps = {
  readonly deals: readonly OpenDeal[];
  readonly flag: FlagId | null;
  readonly onAll: () => void;
};

const step = 12;

/** The deals with warnings, those first on which most hangs, each with its reasons. */
export function DealList({ deals, flag, onAll }: DealListProps): ReactNode {
  const words = useWords();
  const { t } = words;
  const { data: choices } = useQuery(choicesQuery);
  const [shown, setShown] = useState(step);
  const found = deals.filter(({ flags }) =>
    flag === null ? flags.length > 0 : flags.some((own) => own.flag === flag),
  );
  if (found.length === 0) return null;
  return (
    <Section title={flag === null ? t('risk.list') : t('risk.list.of', { flag: t(`flag.${flag}`) })}>
      {flag === null ? null : (
        <div data-print="no">
          <PlainButton onPress={onAll}>{t('risk.list.all')}</PlainButton>
        </div>
      )}
      <Cards>
        {found.slice(0, shown).map((deal) => (
          <Card key={deal.deal} title={<DealTitle deal={deal} />} beside={<DealWeight deal={deal} />}>
            <p className={styles['soft']}>
              {lacksAccount(deal) ? (
                <>
                  <AccountOf {...deal} /> ·{' '}
                </>
              ) : null}
              {[
                choices?.reps.find(({ id }) => id === deal.rep)?.name,
                stageName(words, choices?.stages ?? [], deal.stage),
              ]
                .filter((part) => part !== undefined)
                .join(' · ')}
            </p>
            <FlagReasons flags={deal.flags} />
          </Card>
        ))}
      </Cards>
      {found.length <= shown ? null : (
        <div data-print="no">
          <PlainButton onPress={() => setShown(shown + step)}>
            {t('risk.list.more', { n: Math.min(step, found.length - shown) })}
          </PlainButton>
        </div>
      )}
    </Section>
  );
}
