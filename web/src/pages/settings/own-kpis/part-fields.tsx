import type { ReactNode } from 'react';
import type { WordKey } from '../../../i18n/all-words.ts';
import { useWords } from '../../../i18n/use-words.ts';
import { PlainButton } from '../../../parts/button/button.tsx';
import { TextInput } from '../../../parts/field/text-input.tsx';
import { Check } from '../../../parts/form/checks.tsx';
import { Choice } from '../../../parts/form/choice.tsx';
import formStyles from '../../../parts/form/form.module.css';
import type { Condition, Part } from './draft.ts';
import { closedLists, type FactName, factNames, factOf } from './facts.ts';
import styles from './own-kpis.module.css';

type PartFieldsProps = {
  readonly part: Part;
  readonly onChange: (part: Part) => void;
  readonly measures: readonly Part['measure'][];
};

/** What is counted, and of which records. */
export function PartFields({ part, onChange, measures }: PartFieldsProps): ReactNode {
  const { t } = useWords();
  const { numbers, keys } = factOf(part.fact);
  const columns = part.measure === 'distinct' ? keys : part.measure === 'count' ? [] : numbers;
  const named = (name: string): string => t(`kpis.field.${name}` as WordKey);
  const withColumn = (next: Part): Part => {
    const fact = factOf(next.fact);
    const possible: readonly string[] =
      next.measure === 'distinct' ? fact.keys : next.measure === 'count' ? [] : fact.numbers;
    return { ...next, column: possible.includes(next.column) ? next.column : (possible[0] ?? '') };
  };
  return (
    <div className={formStyles['form']}>
      <div className={formStyles['pair']}>
        <Choice
          label={t('kpis.measure')}
          value={part.measure}
          onChange={(measure) => onChange(withColumn({ ...part, measure: measure as Part['measure'] }))}
          options={measures.map((value) => ({ value, label: t(`kpis.measure.${value}`) }))}
        />
        {part.measure === 'count' ? null : (
          <Choice
            label={t('kpis.column')}
            value={part.column}
            onChange={(column) => onChange({ ...part, column })}
            options={
              columns.length === 0
                ? [{ value: '', label: t('kpis.column.none') }]
                : columns.map((value) => ({ value, label: named(value) }))
            }
          />
        )}
        <Choice
          label={t('kpis.fact')}
          value={part.fact}
          onChange={(fact) => onChange(withColumn({ ...part, fact: fact as FactName, where: [] }))}
          options={factNames.map((value) => ({ value, label: t(`kpis.fact.${value}`) }))}
        />
      </div>
      <Conditions part={part} onChange={(where) => onChange({ ...part, where })} />
    </div>
  );
}

function Conditions({
  part: { fact, where },
  onChange,
}: {
  readonly part: Part;
  readonly onChange: (where: readonly Condition[]) => void;
}): ReactNode {
  const { t } = useWords();
  const { flags, texts, numbers } = factOf(fact);
  const named = (name: string): string => t(`kpis.field.${name}` as WordKey);
  const left = [...flags, ...texts, ...numbers].filter((field) => where.every((each) => each.field !== field));
  const change = (field: string, values: readonly string[]): void =>
    onChange(where.map((each) => (each.field === field ? { field, values } : each)));
  return (
    <div className={styles['conditions']}>
      {where.map(({ field, values }) => (
        <div key={field} className={styles['condition']}>
          <ConditionField
            label={named(field)}
            field={field}
            values={values}
            isFlag={flags.includes(field)}
            onChange={(next) => change(field, next)}
          />
          <PlainButton
            aria-label={t('settings.remove.whose', { name: named(field) })}
            onPress={() => onChange(where.filter((each) => each.field !== field))}
          >
            {t('settings.remove')}
          </PlainButton>
        </div>
      ))}
      <Choice
        label={t(where.length === 0 ? 'kpis.where' : 'kpis.where.more')}
        value=""
        onChange={(field) => onChange([...where, { field, values: flags.includes(field) ? ['true'] : [] }])}
        options={[
          { value: '', label: t('kpis.where.choose') },
          ...left.map((value) => ({ value, label: named(value) })),
        ]}
      />
    </div>
  );
}

type ConditionFieldProps = {
  readonly label: string;
  readonly field: string;
  readonly values: readonly string[];
  readonly isFlag: boolean;
  readonly onChange: (values: readonly string[]) => void;
};

function ConditionField({ label, field, values, isFlag, onChange }: ConditionFieldProps): ReactNode {
  const { t } = useWords();
  if (isFlag) {
    return (
      <Choice
        label={label}
        value={values[0] ?? 'true'}
        onChange={(value) => onChange([value])}
        options={[
          { value: 'true', label: t('kpis.yes') },
          { value: 'false', label: t('kpis.no') },
        ]}
      />
    );
  }
  const list = closedLists[field];
  if (list !== undefined) {
    return (
      <fieldset className={formStyles['group']}>
        <legend>{label}</legend>
        <div className={styles['values']}>
          {list.map((value) => (
            <Check
              key={value}
              label={t(`word.${field}.${value}` as WordKey)}
              isOn={values.includes(value)}
              onChange={(isOn) => onChange(isOn ? [...values, value] : values.filter((one) => one !== value))}
            />
          ))}
        </div>
      </fieldset>
    );
  }
  return (
    <TextInput
      label={t('kpis.values', { field: label })}
      defaultValue={values.join(', ')}
      onChange={(text) =>
        onChange(
          text
            .split(',')
            .map((one) => one.trim())
            .filter((one) => one !== ''),
        )
      }
    />
  );
}
