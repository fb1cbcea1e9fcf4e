import '../../i18n/insight.ts';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { repsQuery } from '../../api/board.ts';
import { meQuery } from '../../api/me.ts';
import { kpisQuery } from '../../api/queries.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Halves, PageHead, Parts } from '../../parts/page/page-head.tsx';
import { stays } from '../../parts/people/rep-link.tsx';
import { ScopeBar } from '../../parts/scope-bar/scope-bar.tsx';
import { Fault, Note } from '../../parts/state/fault.tsx';
import { PageSkeleton } from '../../parts/state/skeleton.tsx';
import { usePeriod, usualPeriod } from '../../state/period.ts';
import { Calendar } from './calendar.tsx';
import { DiagnosisPart } from './diagnosis.tsx';
import { Difference } from './difference.tsx';
import { GoalsPart } from './goals.tsx';
import { Steps } from './steps.tsx';
import type { RepProps } from './rep.ts';
import styles from './rep.module.css';

/** The page of the rep who is signed in. */
export function OwnPage(): ReactNode {
  const { t } = useWords();
  const { data: me } = useQuery(meQuery);
  if (me === undefined) return <PageSkeleton />;
  if (me.rep_id === null) return <Note title={t('rep.noRep')} text={t('rep.noRep.why')} />;
  return <OfRep rep={me.rep_id} />;
}

/** A rep's page by its address. Of a colleague a rep sees nothing. */
export function RepPage(): ReactNode {
  const { rep }: { readonly rep?: string } = useParams({ strict: false });
  return rep === undefined ? null : <OfRep rep={rep} />;
}

function OfRep({ rep }: { readonly rep: string }): ReactNode {
  const { t } = useWords();
  const { data: me } = useQuery(meQuery);
  const reps = useQuery(repsQuery);
  const kpis = useQuery(kpisQuery);
  const period = usePeriod();
  const error = reps.error ?? kpis.error;
  if (error !== null) return <Fault error={error} onRetry={() => void reps.refetch()} />;
  if (me === undefined || reps.data === undefined || kpis.data === undefined) return <PageSkeleton />;
  const name = reps.data.get(rep);
  if (name === undefined) {
    return (
      <>
        <h1 className="visually-hidden">{t('state.forbidden')}</h1>
        <Note title={t('state.forbidden')} text={t('state.forbidden.why')} />
      </>
    );
  }
  const isSelf = me.rep_id === rep;
  const props: RepProps = { rep, period, kpis: kpis.data, isSelf };
  return (
    <>
      {me.role === 'rep' ? null : (
        <p className={styles['back']} data-print="no">
          <Link to="/people" search={stays}>
            {t('rep.back')}
          </Link>
        </p>
      )}
      <PageHead title={name} about={t(isSelf ? 'rep.about.self' : 'rep.about')} period={period} />
      <ScopeBar usual={usualPeriod} filters={['team', 'source', 'segment', 'product']} />
      <Parts>
        <DiagnosisPart {...props} />
        <Difference {...props} />
        <Steps {...props} />
        <Halves>
          <Calendar {...props} />
          <GoalsPart {...props} />
        </Halves>
      </Parts>
    </>
  );
}
