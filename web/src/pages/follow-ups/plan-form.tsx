import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { type Person, tactQuery } from '../../api/capture.ts';
import { plan } from '../../api/follow-ups.ts';
import { useWords } from '../../i18n/use-words.ts';
import { MainButton, PlainButton } from '../../parts/button/button.tsx';
import { Taps } from '../../parts/field/taps.tsx';
import { TextInput } from '../../parts/field/text-input.tsx';
import { WhoPicker } from '../../parts/person/who-picker.tsx';
import { Fault } from '../../parts/state/fault.tsx';
import { inDays } from '../log/in-days.ts';
import styles from './follow-ups.module.css';
import { useChange } from './use-change.ts';

const days = { today: 0, tomorrow: 1, week: 7, month: 30 } as const;
type When = keyof typeof days;

/** Plans something to do that no touch led to. */
export function PlanForm(): ReactNode {
  const { t } = useWords();
  const { change, error } = useChange();
  const [isOpen, setIsOpen] = useState(false);
  const [person, setPerson] = useState<Person | null>(null);
  const [reason, setReason] = useState('');
  const { data: tact } = useQuery({ ...tactQuery(person?.id ?? ''), enabled: person !== null });
  const [when, setWhen] = useState<When>('tomorrow');
  if (!isOpen) return <PlainButton onPress={() => setIsOpen(true)}>{t('followUps.plan')}</PlainButton>;
  const close = (): void => {
    setIsOpen(false);
    setPerson(null);
    setReason('');
  };
  const save = (): void => {
    const about = person === null ? {} : { contact_id: person.id, account_id: person.account_id };
    change(async () => {
      await plan({ due_at: inDays(days[when]), reason: reason.trim(), ...about });
      close();
    });
  };
  return (
    <div className={styles['item']}>
      <TextInput label={t('followUps.plan.what')} value={reason} onChange={setReason} />
      {person === null ? (
        <WhoPicker start="" onPick={setPerson} />
      ) : (
        <div className={styles['about']}>
          <span>
            {person.name} · {person.account}
          </span>
          <PlainButton onPress={() => setPerson(null)}>{t('log.change')}</PlainButton>
        </div>
      )}
      {person === null || (tact?.warning ?? null) === null ? null : (
        <p className={styles['tact']} role="alert">
          {tact!.warning}
        </p>
      )}
      <Taps
        label={t('followUps.plan.when')}
        value={when}
        options={(Object.keys(days) as When[]).map((value) => ({ value, label: t(`followUps.when.${value}`) }))}
        onChange={setWhen}
      />
      {error === null ? null : <Fault error={error} />}
      <div className={styles['actions']}>
        <MainButton isDisabled={reason.trim() === ''} onPress={save}>
          {t('followUps.plan.save')}
        </MainButton>
        <PlainButton onPress={close}>{t('followUps.plan.cancel')}</PlainButton>
      </div>
    </div>
  );
}
