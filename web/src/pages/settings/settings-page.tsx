import '../../i18n/later.ts';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { type ReactNode, Suspense } from 'react';
import { meQuery, type Me } from '../../api/me.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Note } from '../../parts/state/fault.tsx';
import { PageSkeleton } from '../../parts/state/skeleton.tsx';
import { groups, groupsFor, type Section } from './sections.ts';
import styles from './settings.module.css';

/** What can be set, as far as the reader may. */
export function SettingsPage(): ReactNode {
  const { t } = useWords();
  const { data: me } = useQuery(meQuery);
  if (me === undefined) return <PageSkeleton />;
  return (
    <div className={styles['overview']}>
      <h1>{t('settings.title')}</h1>
      {groupsFor(me.rights).map((group) => (
        <section key={group.label} className={styles['group']}>
          <h2>{t(group.label)}</h2>
          <ul role="list" className={styles['cards']}>
            {group.sections.map(({ id, label, about }) => (
              <li key={id}>
                <Link to="/settings/$section" params={{ section: id }} className={styles['card']}>
                  <strong>{t(label)}</strong>
                  <span>{t(about)}</span>
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

/** One page of the settings, beside the list of all. */
export function SettingsSectionPage(): ReactNode {
  const { t } = useWords();
  const { data: me } = useQuery(meQuery);
  const { section: wanted }: { readonly section?: string } = useParams({ strict: false });
  if (me === undefined) return <PageSkeleton />;
  const section = groups.flatMap(({ sections }) => sections).find(({ id }) => id === wanted);
  return (
    <div className={styles['page']}>
      <Sections me={me} />
      <div className={styles['content']}>
        <Link to="/settings" className={styles['back']} data-print="no">
          ‹ {t('settings.title')}
        </Link>
        {section === undefined ? <Missing /> : <Shown key={section.id} section={section} me={me} />}
      </div>
    </div>
  );
}

function Shown({ section, me }: { readonly section: Section; readonly me: Me }): ReactNode {
  const { t } = useWords();
  const isAllowed = section.right === null || section.right in me.rights;
  return (
    <>
      <header className={styles['head']}>
        <h1>{t(section.label)}</h1>
        {isAllowed ? <p>{t(section.about)}</p> : null}
      </header>
      {isAllowed ? (
        <Suspense fallback={<PageSkeleton />}>
          <section.Page />
        </Suspense>
      ) : (
        <Note title={t('state.forbidden')} text={t('state.forbidden.why')} />
      )}
    </>
  );
}

function Missing(): ReactNode {
  const { t } = useWords();
  return (
    <>
      <h1>{t('settings.title')}</h1>
      <Note title={t('state.missing')} />
    </>
  );
}

function Sections({ me }: { readonly me: Me }): ReactNode {
  const { t } = useWords();
  return (
    <nav className={styles['sections']} aria-label={t('settings.title')} data-print="no">
      {groupsFor(me.rights).map((group) => (
        <div key={group.label}>
          <p>{t(group.label)}</p>
          <ul role="list">
            {group.sections.map(({ id, label }) => (
              <li key={id}>
                <Link to="/settings/$section" params={{ section: id }}>
                  {t(label)}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
