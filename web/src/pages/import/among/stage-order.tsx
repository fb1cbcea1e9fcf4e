import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Among } from '../../../api/imports.ts';
import { stageKinds } from '../../../api/rows.ts';
import { useWords } from '../../../i18n/use-words.ts';
import { PlainButton } from '../../../parts/button/button.tsx';
import { Check } from '../../../parts/form/checks.tsx';
import { Choice } from '../../../parts/form/choice.tsx';
import { NumberInput } from '../../../parts/form/number-input.tsx';
import { readNumber } from '../../../parts/form/read-form.ts';
import { useWriters } from '../../../state/writers.ts';
import styles from './among.module.css';

/** A stage as it is answered. */
export type OrderedStage = { readonly value: string; readonly kind: string; readonly probability: number | null };

type StageOrderProps = {
  /** What the field is called that holds the stages in their order as JSON; empty until somebody says that they are right. */
  readonly name: string;
  readonly label: string;
  readonly stages: readonly Among[];
};

type Shown = {
  readonly value: string;
  readonly name: string;
  readonly records: number;
  readonly kind: string;
  readonly percent: string;
};

/** The stages of an export, to be put into their order by buttons, each with its kind and probability. */
export function StageOrder({ name, label, stages }: StageOrderProps): ReactNode {
  const { t, language } = useWords();
  const [rows, setRows] = useState(() => stages.map((stage) => shownOf(stage, language)));
  const [isRight, setIsRight] = useState(false);
  const [moved, setMoved] = useState<{ readonly value: string; readonly by: number } | null>(null);
  const list = useRef<HTMLOListElement>(null);
  const change = (next: readonly Shown[]): void => {
    setRows([...next]);
    setIsRight(true);
  };
  const move = (from: number, by: number): void => {
    const next = [...rows];
    const [stage] = next.splice(from, 1);
    next.splice(from + by, 0, stage!);
    change(next);
    setMoved({ value: stage!.value, by });
  };
  useEffect(() => {
    if (moved === null) return;
    // Whoever goes on moving by keyboard stays on the stage; at an end only the way back is left.
    const row = list.current?.children[rows.findIndex(({ value }) => value === moved.value)];
    const [up, down] = row?.querySelectorAll<HTMLButtonElement>('button') ?? [];
    const [wanted, other] = moved.by < 0 ? [up, down] : [down, up];
    (wanted?.disabled === true ? other : wanted)?.focus();
    // oxlint-disable-next-line react/exhaustive-deps
  }, [moved]);
  const place = rows.findIndex(({ value }) => value === moved?.value);
  return (
    <fieldset className={styles['among']}>
      <legend>{label}</legend>
      <p className={styles['soft']}>{t('import.stages.do')}</p>
      <input type="hidden" name={name} value={isRight ? JSON.stringify(rows.map(answerOf)) : ''} />
      <ol role="list" ref={list}>
        {rows.map((row, i) => (
          <li key={row.value}>
            <OneStage
              row={row}
              nth={i + 1}
              onUp={i === 0 ? null : () => move(i, -1)}
              onDown={i === rows.length - 1 ? null : () => move(i, 1)}
              onChange={(next) => change(rows.map((each) => (each.value === next.value ? next : each)))}
            />
          </li>
        ))}
      </ol>
      <p role="status" className="visually-hidden">
        {moved === null || place < 0
          ? ''
          : t('import.stages.moved', { name: rows[place]!.name, nth: place + 1, all: rows.length })}
      </p>
      <Check label={t('import.stages.right')} isOn={isRight} onChange={setIsRight} />
    </fieldset>
  );
}

type OneStageProps = {
  readonly row: Shown;
  readonly nth: number;
  readonly onUp: (() => void) | null;
  readonly onDown: (() => void) | null;
  readonly onChange: (row: Shown) => void;
};

function OneStage({ row, nth, onUp, onDown, onChange }: OneStageProps): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  const { name, records, kind, percent } = row;
  return (
    <div role="group" aria-label={name} className={styles['stage']}>
      <span className={styles['nth']} aria-hidden="true">
        {nth}
      </span>
      <div className={styles['name']}>
        <strong>{name}</strong>
        {records === 0 ? null : (
          <span className={styles['soft']}>{t('import.records', { count: records, n: writers.count(records) })}</span>
        )}
      </div>
      <div className={styles['moves']}>
        <PlainButton aria-label={t('stages.up.whose', { name })} isDisabled={onUp === null} onPress={() => onUp?.()}>
          ↑
        </PlainButton>
        <PlainButton
          aria-label={t('stages.down.whose', { name })}
          isDisabled={onDown === null}
          onPress={() => onDown?.()}
        >
          ↓
        </PlainButton>
      </div>
      <div className={styles['facts']}>
        <Choice
          label={t('stages.kind')}
          value={kind}
          onChange={(chosen) => onChange({ ...row, kind: chosen })}
          options={stageKinds.map((value) => ({ value, label: t(`stages.kind.${value}`) }))}
        />
        {kind === 'open' ? (
          <NumberInput
            label={t('import.stages.chance')}
            value={percent}
            onChange={(text) => onChange({ ...row, percent: text })}
            least={0}
            most={100}
          />
        ) : (
          <span />
        )}
      </div>
    </div>
  );
}

function shownOf({ value, name, records, means }: Among, language: string): Shown {
  const { probability, kind } = means;
  const write = new Intl.NumberFormat(language, { maximumFractionDigits: 2, useGrouping: false });
  return {
    value,
    name,
    records,
    kind: String(kind ?? 'open'),
    percent: typeof probability === 'number' ? write.format(probability * 100) : '',
  };
}

function answerOf({ value, kind, percent }: Shown): OrderedStage {
  const number = kind === 'open' ? readNumber(percent) : null;
  return { value, kind, probability: number === null ? null : Math.round(number * 1e6) / 1e8 };
}
