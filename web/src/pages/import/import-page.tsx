import '../../i18n/later.ts';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import { followImport, type Import, importQuery, importsQuery } from '../../api/imports.ts';
import { meQuery } from '../../api/me.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Fault, Note } from '../../parts/state/fault.tsx';
import { PageSkeleton, Skeleton } from '../../parts/state/skeleton.tsx';
import { useRefresh } from '../../state/refresh.ts';
import { useWriters } from '../../state/writers.ts';
import { Card, Row, Rows } from '../settings/parts/rows.tsx';
import { Applied, Busy, Discarded, Failed } from './after.tsx';
import { Drop } from './drop.tsx';
import styles from './import.module.css';
import { Review } from './review.tsx';
import { Sent } from './sent.tsx';

/** From files to the record. Which import is looked at stands in the address. */
export function ImportPage(): ReactNode {
  const { t } = useWords();
  const { data: me } = useQuery(meQuery);
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const id = typeof search['id'] === 'string' ? search['id'] : null;
  if (me === undefined) return <PageSkeleton />;
  const isAllowed = 'imports' in me.rights;
  return (
    <div className={styles['page']}>
      <header className={styles['head']}>
        <h1>{t('import.title')}</h1>
        {isAllowed ? <p>{t('import.about')}</p> : null}
      </header>
      {!isAllowed ? (
        <Note title={t('state.forbidden')} text={t('state.forbidden.why')} />
      ) : id === null ? (
        <Begin />
      ) : (
        <One key={id} id={id} />
      )}
    </div>
  );
}

function Begin(): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  const navigate = useNavigate();
  const { data: imports, error } = useQuery(importsQuery);
  const shown = (imports ?? []).filter(({ state }) => state !== 'discarded').slice(0, 20);
  return (
    <>
      <Card title={t('import.drop')} about={t('import.drop.about')}>
        <Drop id={null} onSent={(made) => void navigate({ to: '/import', search: { id: made } })} />
        <ul className={styles['kinds']}>
          <li>{t('import.takes.crm')}</li>
          <li>{t('import.takes.csv')}</li>
          <li>{t('import.takes.log')}</li>
        </ul>
      </Card>
      {error === null ? null : <Fault error={error} />}
      {shown.length === 0 ? null : (
        <Card title={t('import.before')}>
          <Rows label={t('import.before')}>
            {shown.map((each) => (
              <Row
                key={each.id}
                title={
                  <Link to="/import" search={{ id: each.id }}>
                    {each.kind === null ? t('import.kind.unknown') : t(`import.kind.${each.kind}`)}
                  </Link>
                }
                tag={t(`import.state.${each.state}`)}
                about={[
                  writers.moment(each.changed_at),
                  each.files
                    .filter(({ is_map: isMap }) => !isMap)
                    .map(({ name }) => name)
                    .slice(0, 5)
                    .join(', '),
                ]}
              />
            ))}
          </Rows>
        </Card>
      )}
    </>
  );
}

const isWorkedOn = ({ state }: Import): boolean => state === 'running' || state === 'applying';

function One({ id }: { readonly id: string }): ReactNode {
  const { t } = useWords();
  const refresh = useRefresh();
  const { data: found, error, refetch } = useQuery(importQuery(id));
  const isBusy = found !== undefined && isWorkedOn(found);
  useEffect(() => {
    if (!isBusy) return;
    return followImport(id, () => void refetch());
  }, [id, isBusy, refetch]);
  const state = found?.state;
  useEffect(() => {
    // What is in the record now is asked for anew.
    if (state === 'applied')
      void refresh('board', 'kpi', 'kpis', 'trend', 'table', 'reps', 'workspace', 'me', 'imports');
    // oxlint-disable-next-line react/exhaustive-deps
  }, [state]);
  if (error !== null) return <Fault error={error} onRetry={() => void refetch()} />;
  if (found === undefined) return <Skeleton height="20rem" />;
  const again = (): void => void refetch();
  return (
    <>
      <Link to="/import" search={{}} className={styles['back']}>
        ‹ {t('import.all')}
      </Link>
      <Shown found={found} onChange={again} />
    </>
  );
}

type ShownProps = { readonly found: Import; readonly onChange: () => void };

function Shown({ found, onChange }: ShownProps): ReactNode {
  switch (found.state) {
    case 'uploading':
      return <Sent found={found} onChange={onChange} />;
    case 'running':
    case 'applying':
      return <Busy found={found} onChange={onChange} />;
    case 'failed':
      return (
        <>
          <Failed found={found} onChange={onChange} />
          <Sent found={found} onChange={onChange} />
        </>
      );
    case 'questions':
    case 'ready':
      return <Review found={found} onChange={onChange} />;
    case 'applied':
      return <Applied found={found} />;
    case 'discarded':
      return <Discarded />;
  }
}
