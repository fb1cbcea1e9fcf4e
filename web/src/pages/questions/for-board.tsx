import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { adviceQuery, type Look } from '../../api/ask.ts';
import type { Query } from '../../api/client.ts';
import { kpisQuery } from '../../api/queries.ts';
import { useWords } from '../../i18n/use-words.ts';
import { MainButton } from '../../parts/button/button.tsx';
import { mostFocus, useFocus } from '../../state/focus.ts';
import styles from './questions.module.css';

/** Chooses which KPIs stand on the board: those of the question, and those that stand there. More than three are warned about. */
export function ForBoard({ looks, query }: { readonly looks: readonly Look[]; readonly query: Query }): ReactNode {
  const { t } = useWords();
  const navigate = useNavigate();
  const focus = useFocus();
  const { data: kpis = [] } = useQuery(kpisQuery);
  const offered = [...new Set(looks.filter(({ kind }) => kind === 'kpi').map(({ id }) => id))];
  const before = focus.kpis.filter((id) => !offered.includes(id));
  const [chosen, setChosen] = useState<readonly string[]>(offered);
  const { data: advice } = useQuery({ ...adviceQuery(chosen, query), enabled: chosen.length > 1 });
  const label = (id: string): string => kpis.find(({ kpi }) => kpi === id)?.label ?? id;
  if (offered.length === 0) return <p className={styles['soft']}>{t('questions.noKpi')}</p>;
  const toggle = (id: string): void =>
    setChosen(chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id]);
  const put = (): void => {
    focus.choose(chosen);
    void navigate({
      to: '/board',
      search: (now: object) => ({ ...now, q: undefined, playbook: undefined, focus: chosen.join(',') }),
    });
  };
  const box = (id: string): ReactNode => (
    <label key={id} className={styles['box']}>
      <input type="checkbox" checked={chosen.includes(id)} onChange={() => toggle(id)} />
      {label(id)}
    </label>
  );
  return (
    <div className={styles['choose']}>
      <fieldset className={styles['set']}>
        <legend>{t('questions.of')}</legend>
        {offered.map(box)}
      </fieldset>
      {before.length === 0 ? null : (
        <fieldset className={styles['set']}>
          <legend>{t('questions.there')}</legend>
          {before.map(box)}
        </fieldset>
      )}
      <div role="status" className={styles['advice']}>
        {chosen.length > mostFocus ? (
          <p className={styles['warn']}>
            {t('questions.tooMany', { count: chosen.length })}{' '}
            {advice?.too_many === true ? t('questions.begin', { what: advice.begin_with.map(label).join(', ') }) : null}
          </p>
        ) : null}
        {advice?.one_sided === null || advice?.one_sided === undefined || chosen.length < 2 ? null : (
          <p className={styles['warn']}>{t(`questions.oneSided.${advice.one_sided}`)}</p>
        )}
      </div>
      <div>
        <MainButton onPress={put} isDisabled={chosen.length === 0}>
          {t('questions.put')}
        </MainButton>
      </div>
    </div>
  );
}
