import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { historyQuery, mapQuery, overviewQuery } from '../../api/accounts.ts';
import '../../i18n/relations.ts';
import { useWords } from '../../i18n/use-words.ts';
import { FlagReasons } from '../../parts/flags/flags.tsx';
import { ScopeBar } from '../../parts/scope-bar/scope-bar.tsx';
import { Fault } from '../../parts/state/fault.tsx';
import { PageSkeleton } from '../../parts/state/skeleton.tsx';
import { memberName } from '../../parts/vocabulary/member-name.ts';
import { useLook } from '../../state/look.ts';
import { readScope } from '../../state/scope.ts';
import { useSetSearch } from '../../state/search.ts';
import { useWriters } from '../../state/writers.ts';
import { faultOf } from '../../state/fault-of.ts';
import styles from './account.module.css';
import { Deals } from './deals.tsx';
import { MapSection } from './map-section.tsx';
import { Numbers } from './numbers.tsx';
import { TimelineSection } from './timeline/timeline-section.tsx';

const dayShape = /^\d{4}-\d{2}-\d{2}$/;

/** One account: its people now and before, every touch, its deals, its numbers. */
export function AccountPage(): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  const { account }: { readonly account?: string } = useParams({ strict: false });
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const id = account ?? '';
  const period = useLook('last_12_months');
  const { look } = period;
  const history = useQuery({
    ...historyQuery(id, look === null ? {} : { from: look.from, to: look.to }),
    enabled: look !== null,
    placeholderData: keepPreviousData,
  });
  const asked = typeof search['as_of'] === 'string' && dayShape.test(search['as_of']) ? search['as_of'] : undefined;
  const map = useQuery({ ...mapQuery(id, asked), placeholderData: keepPreviousData });
  const { data: overview } = useQuery(overviewQuery({ where: `account=${id}` }));
  const standing = overview?.accounts.find((each) => each.account === id);
  const set = useSetSearch();
  const fault = faultOf([period, map, history]);
  if (fault !== null) {
    return (
      <>
        <h1 className="visually-hidden">{t('accounts.account')}</h1>
        <Back />
        <Fault {...fault} />
      </>
    );
  }
  if (map.data === undefined || history.data === undefined || look === null) return <PageSkeleton />;
  const { name, segment, industry } = map.data.account;
  const { last } = history.data;
  const isNow = map.data.as_of === last;
  // What stands now is told with the map of now already.
  const flags = standing?.flags ?? (asked === undefined ? map.data.flags : []);
  const who = map.data.owners.map(({ rep_name: rep }) => rep ?? t('rep.colleague')).join(', ');
  const about = [
    who === '' ? t('account.owners.none') : t('account.owners', { who }),
    segment === null ? null : memberName({ t }, segment),
    industry === null ? null : memberName({ t }, industry),
  ];
  return (
    <>
      <Back />
      <header className={styles['head']}>
        <h1>{name}</h1>
        <p className={styles['soft']}>{about.filter((part) => part !== null).join(' · ')}</p>
        {flags.length === 0 ? null : (
          <div className={styles['warnings']}>
            {isNow ? null : <p className={styles['soft']}>{t('account.warnings.now', { day: writers.day(last) })}</p>}
            <FlagReasons flags={flags} />
          </div>
        )}
      </header>
      <MapSection
        map={map.data}
        history={history.data}
        isStale={map.isPlaceholderData}
        set={set}
        chosen={chosenOf(search)}
      />
      <TimelineSection history={history.data} look={look} asOf={map.data.as_of}>
        <ScopeBar filters={[]} usual="last_12_months" tellsDays />
      </TimelineSection>
      <Deals history={history.data} flags={standing?.flags ?? []} />
      <Numbers account={id} look={look} />
    </>
  );
}

function chosenOf(search: Readonly<Record<string, unknown>>): string | null {
  return typeof search['person'] === 'string' ? search['person'] : null;
}

function Back(): ReactNode {
  const { t } = useWords();
  return (
    <p className={styles['back']} data-print="no">
      <Link to="/accounts" search={readScope}>
        ← {t('account.back')}
      </Link>
    </p>
  );
}
