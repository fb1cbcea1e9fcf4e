import { useMutation, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { meQuery } from '../../../api/me.ts';
import { type Account, handOver, type Rep, tableQuery } from '../../../api/rows.ts';
import { useWords } from '../../../i18n/use-words.ts';
import { MainButton } from '../../../parts/button/button.tsx';
import { TextInput } from '../../../parts/field/text-input.tsx';
import { Check } from '../../../parts/form/checks.tsx';
import { Choice } from '../../../parts/form/choice.tsx';
import { FormFault } from '../../../parts/form/form-fault.tsx';
import formStyles from '../../../parts/form/form.module.css';
import { useRefresh } from '../../../state/refresh.ts';
import { startOfDay } from '../../../state/zones.ts';
import { Loaded } from '../parts/loaded.tsx';
import { Card, Empty } from '../parts/rows.tsx';
import styles from './handover.module.css';

/** Gives accounts of one rep to another. */
export function HandoverSection(): ReactNode {
  const { t } = useWords();
  const reps = useQuery(tableQuery('reps'));
  const [from, setFrom] = useState('');
  const [done, setDone] = useState<number | null>(null);
  return (
    <Card>
      <Loaded of={reps}>
        {(rows) => (
          <div className={formStyles['form']}>
            <Choice
              label={t('handover.from')}
              value={from}
              onChange={(rep) => {
                setFrom(rep);
                setDone(null);
              }}
              options={[
                { value: '', label: t('handover.choose') },
                ...rows.map(({ id, name }) => ({ value: id, label: name })),
              ]}
            />
            {done === null ? null : (
              <p className={formStyles['saved']} role="status">
                {t('handover.done', { count: done })}
              </p>
            )}
            {from === '' ? (
              <Empty>{t('handover.first')}</Empty>
            ) : (
              <Accounts key={from} rep={rows.find(({ id }) => id === from)!} reps={rows} onDone={setDone} />
            )}
          </div>
        )}
      </Loaded>
    </Card>
  );
}

type AccountsProps = {
  readonly rep: Rep;
  readonly reps: readonly Rep[];
  readonly onDone: (count: number | null) => void;
};

function Accounts({ rep, reps, onDone }: AccountsProps): ReactNode {
  const { t } = useWords();
  const assignments = useQuery(tableQuery('assignments', { rep_id: rep.id }));
  const accounts = useQuery(tableQuery('accounts'));
  return (
    <Loaded of={assignments}>
      {(rows) => (
        <Loaded of={accounts}>
          {(known) => {
            const held = new Set(
              rows
                .filter(({ valid_to: end }) => end === null || Date.parse(end) > assignments.dataUpdatedAt)
                .map(({ account_id: id }) => id),
            );
            const own = known.filter(({ id }) => held.has(id)).toSorted((a, b) => a.name.localeCompare(b.name));
            return own.length === 0 ? (
              <Empty>{t('handover.none', { name: rep.name })}</Empty>
            ) : (
              <Give rep={rep} reps={reps} accounts={own} onDone={onDone} />
            );
          }}
        </Loaded>
      )}
    </Loaded>
  );
}

function Give({ rep, reps, accounts, onDone }: AccountsProps & { readonly accounts: readonly Account[] }): ReactNode {
  const { t } = useWords();
  const refresh = useRefresh();
  const { data: me } = useQuery(meQuery);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [to, setTo] = useState('');
  const [day, setDay] = useState('');
  const { mutate, error, isPending } = useMutation({
    mutationFn: () =>
      handOver(
        [...chosen],
        to === '' ? null : to,
        day === '' || me === undefined ? null : startOfDay(day, me.organization.timezone),
      ),
    onSuccess: async () => {
      onDone(chosen.size);
      setChosen(new Set());
      await refresh('table');
    },
  });
  const toggle = (id: string, isOn: boolean): void => {
    const next = new Set(chosen);
    if (isOn) next.add(id);
    else next.delete(id);
    setChosen(next);
    onDone(null);
  };
  return (
    <>
      <fieldset className={formStyles['group']}>
        <legend>{t('handover.which')}</legend>
        <Check
          label={t('handover.every')}
          isOn={chosen.size === accounts.length}
          onChange={(isOn) => setChosen(new Set(isOn ? accounts.map(({ id }) => id) : []))}
        />
        <div className={styles['accounts']}>
          {accounts.map(({ id, name }) => (
            <Check key={id} label={name} isOn={chosen.has(id)} onChange={(isOn) => toggle(id, isOn)} />
          ))}
        </div>
      </fieldset>
      <div className={formStyles['pair']}>
        <Choice
          label={t('handover.to')}
          value={to}
          onChange={setTo}
          options={[
            { value: '', label: t('reps.nobody') },
            ...reps
              .filter(({ id, active_to: left }) => id !== rep.id && left === null)
              .map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <TextInput label={t('handover.when')} type="date" value={day} onChange={setDay} />
      </div>
      <FormFault error={error} />
      <div className={formStyles['actions']}>
        <MainButton isDisabled={chosen.size === 0} isPending={isPending} onPress={() => mutate()}>
          {t('handover.go', { count: chosen.size })}
        </MainButton>
      </div>
    </>
  );
}
