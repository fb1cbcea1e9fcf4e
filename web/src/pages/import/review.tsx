import { useMutation, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { applyImport, changeImport, type Import, reportPage, reportQuery } from '../../api/imports.ts';
import { useWords } from '../../i18n/use-words.ts';
import { MainButton } from '../../parts/button/button.tsx';
import { Taps } from '../../parts/field/taps.tsx';
import { FormFault } from '../../parts/form/form-fault.tsx';
import formStyles from '../../parts/form/form.module.css';
import { useWriters } from '../../state/writers.ts';
import { Loaded } from '../settings/parts/loaded.tsx';
import { Card } from '../settings/parts/rows.tsx';
import { DiscardButton } from './after.tsx';
import { Doubts } from './doubts.tsx';
import { Drop } from './drop.tsx';
import styles from './import.module.css';
import { Questions } from './questions.tsx';
import { ReportParts } from './report.tsx';
import { KindChoice } from './sent.tsx';

type ReviewProps = { readonly found: Import; readonly onChange: () => void };

/** What was read, what is asked, and what applying it would do. */
export function Review({ found, onChange }: ReviewProps): ReactNode {
  const { t } = useWords();
  const { id, version, kind } = found;
  const report = useQuery(reportQuery(id, version));
  return (
    <>
      <Verdict found={found} onChange={onChange} />
      <Loaded of={report} height="20rem">
        {(data) => (
          <>
            <Doubts found={found} onChange={onChange} />
            {kind === null ? null : (
              <Questions key={version} found={found} kind={kind} report={data} onChange={onChange} />
            )}
            <ReportParts report={data} changes={found.changes} />
          </>
        )}
      </Loaded>
      <Card title={t('import.else')}>
        <KindChoice found={found} onChange={onChange} />
        <Drop id={id} onSent={onChange} />
      </Card>
    </>
  );
}

function Verdict({ found, onChange }: ReviewProps): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  const { id, kind, mode, rows, refused, questions, doubts, changes, problem, state, settings_from: from } = found;
  const open = (questions ?? 0) + (doubts?.length ?? 0);
  const gone = (changes ?? []).reduce((sum, each) => sum + each.gone, 0);
  const { mutate, error, isPending } = useMutation({
    mutationFn: (work: () => Promise<unknown>) => work(),
    onSettled: onChange,
  });
  return (
    <section className={styles['verdict']}>
      <h2>{t('import.is', { kind: kind === null ? t('import.kind.unknown') : t(`import.kind.${kind}`) })}</h2>
      <p>{t('import.rows', { rows: writers.count(rows ?? 0), refused: writers.count(refused ?? 0) })}</p>
      {state === 'questions' ? <p>{t('import.open', { count: open })}</p> : <p>{t('import.clear')}</p>}
      {from === null ? null : <p className={styles['soft']}>{t('import.from', { day: writers.dayAt(from) })}</p>}
      {problem === null ? null : (
        <p className={formStyles['fault']} role="alert">
          {[problem.detail, problem.fix].filter((part) => part !== null).join(' ')}
        </p>
      )}
      <Taps
        label={t('import.mode')}
        value={mode}
        options={(['replace', 'add'] as const).map((value) => ({ value, label: t(`import.mode.${value}`) }))}
        onChange={(chosen) => (chosen === mode ? undefined : mutate(() => changeImport(id, { mode: chosen })))}
      />
      <p className={styles['soft']}>{t(`import.mode.${mode}.about`)}</p>
      {gone === 0 ? null : (
        <p className={formStyles['fault']}>{t('import.gone', { count: gone, n: writers.count(gone) })}</p>
      )}
      <FormFault error={error} />
      <div className={formStyles['actions']}>
        <MainButton isPending={isPending} onPress={() => mutate(() => applyImport(id))}>
          {t('import.apply')}
        </MainButton>
        <DiscardButton id={id} onDone={onChange} />
        <a className={styles['next']} href={reportPage(id)} target="_blank" rel="noreferrer">
          {t('import.report')}
        </a>
      </div>
    </section>
  );
}
