import type { ReactNode } from 'react';
import { answerImport, type Import, type ImportKind, type Report } from '../../api/imports.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useWriters } from '../../state/writers.ts';
import { Card } from '../settings/parts/rows.tsx';
import { SaveForm } from '../settings/parts/save-form.tsx';
import { answersOf, givenSettings } from './answers.ts';
import { asked, unreadOf } from './asked.ts';
import styles from './import.module.css';
import { QuestionField } from './question-field.tsx';
import { Written } from './written.tsx';

type QuestionsProps = {
  readonly found: Import;
  readonly kind: ImportKind;
  readonly report: Report;
  readonly onChange: () => void;
};

/** What the data do not say, as a form; what is left open stays as it is. */
export function Questions({ found, kind, report, onChange }: QuestionsProps): ReactNode {
  const { t, say } = useWords();
  const writers = useWriters();
  const before = givenSettings(found.settings);
  const questions = asked(report.questions);
  const unread = unreadOf(report);
  // A whole sales log says everything itself.
  if (kind === 'log') return null;
  return (
    <Card
      title={t(questions.length === 0 ? 'import.written' : 'import.questions')}
      about={t(questions.length === 0 ? 'import.written.about' : 'import.questions.about')}
    >
      <SaveForm
        save={t('import.answer')}
        saved={t('import.answered')}
        onSave={async (form) => {
          await answerImport(found.id, answersOf(form, questions, before, kind === 'csv'));
          onChange();
        }}
      >
        {questions.length === 0 ? null : (
          <ol role="list" className={styles['questions']}>
            {questions.map((question, i) => (
              <li key={`${question.setting}:${question.value ?? i}`} className={styles['question']}>
                <QuestionField question={question} nth={i} questions={report.questions} unread={unread} />
                <p className={styles['soft']}>
                  {t('import.until', {
                    count: question.records,
                    n: writers.count(question.records),
                    meanwhile: say(question.meanwhile),
                  })}
                </p>
              </li>
            ))}
          </ol>
        )}
        <Written isCsv={kind === 'csv'} before={before} isAlone={questions.length === 0} />
      </SaveForm>
    </Card>
  );
}
