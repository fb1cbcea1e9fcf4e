import { useMutation, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { type OwnKpi, saveOwnKpi } from '../../../api/own-kpis.ts';
import { kpisQuery } from '../../../api/queries.ts';
import { useWords } from '../../../i18n/use-words.ts';
import { MainButton, PlainButton } from '../../../parts/button/button.tsx';
import { TextInput } from '../../../parts/field/text-input.tsx';
import { Choice } from '../../../parts/form/choice.tsx';
import { FormFault } from '../../../parts/form/form-fault.tsx';
import formStyles from '../../../parts/form/form.module.css';
import { useRefresh } from '../../../state/refresh.ts';
import { Card } from '../parts/rows.tsx';
import { definitionOf, type Draft, draftOf, idOf, isWhole, measures, newDraft, type Part } from './draft.ts';
import styles from './own-kpis.module.css';
import { PartFields } from './part-fields.tsx';
import { Preview } from './preview.tsx';

type EditorProps = { readonly kpi: OwnKpi | null; readonly onDone: () => void };

/** Makes or changes an own KPI; what it would answer is shown while one does. */
export function Editor({ kpi, onDone }: EditorProps): ReactNode {
  const { t } = useWords();
  const refresh = useRefresh();
  const [start] = useState(() => (kpi === null ? newDraft : draftOf(kpi.definition)));
  const [draft, setDraft] = useState<Draft>(start ?? newDraft);
  const [text, setText] = useState<string | null>(start === null ? kpi!.definition : null);
  const definition = text ?? (isWhole(draft) ? definitionOf(draft) : null);
  const id = kpi?.id ?? (text === null ? draft.id : (/^\s*"?id"?\s*:\s*"?([a-z0-9_]+)/m.exec(text)?.[1] ?? ''));
  const { mutate, error, isPending } = useMutation({
    mutationFn: () => saveOwnKpi(id, definition as object),
    onSuccess: async () => {
      await refresh('own-kpis', 'kpis');
      onDone();
    },
  });
  return (
    <Card title={kpi === null ? t('kpis.add') : t('settings.change.whose', { name: kpi.meaning?.label ?? kpi.id })}>
      <div className={styles['editor']}>
        {text === null ? (
          <Fields draft={draft} isNew={kpi === null} onChange={setDraft} />
        ) : (
          <label className={formStyles['field']}>
            {t('kpis.text')}
            <textarea
              className={styles['text']}
              value={text}
              spellCheck={false}
              onChange={(event) => setText(event.target.value)}
            />
          </label>
        )}
        <Preview definition={definition} id={kpi?.id ?? null} />
        <FormFault error={error} />
        <div className={formStyles['actions']}>
          <MainButton isDisabled={definition === null || id === ''} isPending={isPending} onPress={() => mutate()}>
            {t('form.save')}
          </MainButton>
          <PlainButton onPress={onDone}>{t('form.cancel')}</PlainButton>
        </div>
      </div>
    </Card>
  );
}

const parts = measures.filter((measure): measure is Part['measure'] => measure !== 'ratio');
/** What may stand above and below the line of a ratio. */
const ofRatio = ['count', 'sum', 'distinct'] as const;
const units = ['count', 'ratio', 'money', 'days', 'hours', 'per'] as const;

type FieldsProps = {
  readonly draft: Draft;
  readonly isNew: boolean;
  readonly onChange: (draft: Draft) => void;
};

function Fields({ draft, isNew, onChange }: FieldsProps): ReactNode {
  const { t, language } = useWords();
  const { data: kpis = [] } = useQuery(kpisQuery);
  const other = language === 'es' ? 'en' : 'es';
  const name = (text: string): void =>
    onChange({ ...draft, label: { ...draft.label, [language]: text }, ...(isNew ? { id: idOf(text) } : {}) });
  return (
    <>
      <div className={formStyles['pair']}>
        <TextInput label={t('kpis.name')} value={draft.label[language]} onChange={name} isRequired />
        <TextInput
          label={t('kpis.name.other')}
          value={draft.label[other]}
          onChange={(text) => onChange({ ...draft, label: { ...draft.label, [other]: text } })}
        />
      </div>
      <Choice
        label={t('kpis.kind')}
        value={draft.isRatio ? 'ratio' : 'one'}
        onChange={(kind) => onChange({ ...draft, isRatio: kind === 'ratio', unit: '' })}
        options={[
          { value: 'one', label: t('kpis.kind.one') },
          { value: 'ratio', label: t('kpis.kind.ratio') },
        ]}
      />
      {draft.isRatio ? (
        <>
          <div className={styles['part']}>
            <h3>{t('kpis.of')}</h3>
            <PartFields part={draft.of} measures={ofRatio} onChange={(of) => onChange({ ...draft, of })} />
          </div>
          <div className={styles['part']}>
            <h3>{t('kpis.to')}</h3>
            <PartFields part={draft.to} measures={ofRatio} onChange={(to) => onChange({ ...draft, to })} />
          </div>
        </>
      ) : (
        <PartFields part={draft.of} measures={parts} onChange={(of) => onChange({ ...draft, of })} />
      )}
      <div className={formStyles['pair']}>
        <Choice
          label={t('kpis.unit')}
          value={draft.unit}
          onChange={(unit) => onChange({ ...draft, unit })}
          options={[
            { value: '', label: t(draft.isRatio ? 'kpis.unit.ratio' : 'kpis.unit.count') },
            ...units
              .filter((value) => value !== (draft.isRatio ? 'ratio' : 'count'))
              .map((value) => ({ value, label: t(`kpis.unit.${value}`) })),
          ]}
        />
        <Choice
          label={t('kpis.better')}
          value={draft.better}
          onChange={(better) => onChange({ ...draft, better })}
          options={[
            { value: '', label: t('kpis.better.none') },
            { value: 'higher', label: t('kpis.better.higher') },
            { value: 'lower', label: t('kpis.better.lower') },
          ]}
        />
        <Choice
          label={t('kpis.counter')}
          value={draft.counter}
          onChange={(counter) => onChange({ ...draft, counter })}
          options={[
            { value: '', label: t('settings.none') },
            ...kpis
              .filter(({ kpi }) => kpi !== draft.id)
              .toSorted((a, b) => a.label.localeCompare(b.label))
              .map(({ kpi, label }) => ({ value: kpi, label })),
          ]}
        />
      </div>
    </>
  );
}
