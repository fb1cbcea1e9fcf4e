import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { answerImport, discardImport, type Import } from '../../api/imports.ts';
import { useWords } from '../../i18n/use-words.ts';

import { FormDialog } from '../../parts/dialog/form-dialog.tsx';
import formStyles from '../../parts/form/form.module.css';
import { Card } from '../settings/parts/rows.tsx';
import { SaveForm } from '../settings/parts/save-form.tsx';
import { useWriters } from '../../state/writers.ts';
import { answersOf, givenSettings } from './answers.ts';
import styles from './import.module.css';
import { steps } from './words.ts';
import { Written } from './written.tsx';

type BusyProps = { readonly found: Import; readonly onChange: () => void };

/** What is being done now. */
export function Busy({ found, onChange }: BusyProps): ReactNode {
  const { t } = useWords();
  const { state, step } = found;
  const known = step !== null && step in steps ? (step as keyof typeof steps) : 'waiting';
  return (
    <Card title={t(state === 'running' ? 'import.running' : 'import.applying')}>
      <p role="status">{t(`import.step.${known}`)}</p>
      <progress className={styles['progress']} aria-label={t('import.running')} />
      <p className={styles['soft']}>{t('import.leave')}</p>
      {state === 'running' ? (
        <div className={formStyles['actions']}>
          <DiscardButton id={found.id} onDone={onChange} />
        </div>
      ) : null}
    </Card>
  );
}

/** Why it could not be read; where dates or amounts could mean two things, how they are written is answered here. */
export function Failed({ found, onChange }: BusyProps): ReactNode {
  const { t } = useWords();
  const { id, problem, settings } = found;
  const before = givenSettings(settings);
  return (
    <Card title={t('import.failed')}>
      <p className={formStyles['fault']} role="alert">
        {problem === null
          ? t('state.unexpected')
          : [problem.detail, problem.fix].filter((part) => part !== null).join(' ')}
      </p>
      {problem !== null && /^(ambiguous|mixed)_/.test(problem.code) ? (
        <SaveForm
          save={t('import.answer')}
          saved={t('import.answered')}
          onSave={async (form) => {
            await answerImport(id, answersOf(form, [], before, false));
            onChange();
          }}
        >
          <Written isCsv={false} before={before} isAlone />
        </SaveForm>
      ) : null}
    </Card>
  );
}

/** It is in the record. */
export function Applied({ found: { rows_there: there } }: { readonly found: Import }): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  const count = there ?? 0;
  return (
    <Card title={t('import.applied')} about={t('import.applied.about')}>
      {count === 0 ? null : <p>{t('import.there', { count, n: writers.count(count) })}</p>}
      <div className={formStyles['actions']}>
        <Link to="/board" search={{}} className={styles['go']}>
          {t('import.board')}
        </Link>
        <Link to="/settings/$section" params={{ section: 'people' }} className={styles['next']}>
          {t('import.invite')}
        </Link>
        <Link to="/settings/$section" params={{ section: 'stages' }} className={styles['next']}>
          {t('import.stages')}
        </Link>
      </div>
    </Card>
  );
}

export function Discarded(): ReactNode {
  const { t } = useWords();
  return <Card title={t('import.discarded')} about={t('import.discarded.about')} />;
}

/** Throws an import away, after asking. */
export function DiscardButton({ id, onDone }: { readonly id: string; readonly onDone: () => void }): ReactNode {
  const { t } = useWords();
  return (
    <FormDialog
      title={t('import.discard.sure')}
      open={t('import.discard')}
      save={t('import.discard')}
      onSave={async () => {
        await discardImport(id);
        onDone();
      }}
    >
      <p>{t('import.discard.what')}</p>
    </FormDialog>
  );
}
