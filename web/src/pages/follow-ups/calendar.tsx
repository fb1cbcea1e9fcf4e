import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { calendarLink, endCalendarLink } from '../../api/follow-ups.ts';
import { useWords } from '../../i18n/use-words.ts';
import { PlainButton } from '../../parts/button/button.tsx';
import { Fault } from '../../parts/state/fault.tsx';
import styles from './follow-ups.module.css';

/** One's follow-ups in a calendar, by an address that is a secret. */
export function Calendar(): ReactNode {
  const { t } = useWords();
  const [isCopied, setIsCopied] = useState(false);
  const make = useMutation({ mutationFn: calendarLink });
  const end = useMutation({ mutationFn: endCalendarLink, onSuccess: () => make.reset() });
  const url = make.data?.url;
  const error = make.error ?? end.error;
  return (
    <section className={styles['section']} data-print="no">
      <h2>{t('followUps.calendar')}</h2>
      <p className={styles['soft']}>{t('followUps.calendar.about')}</p>
      {error === null ? null : <Fault error={error} />}
      {url === undefined ? null : (
        <p role="status">
          <code className={styles['address']}>{url}</code>
        </p>
      )}
      {end.isSuccess && url === undefined ? <p role="status">{t('followUps.calendar.ended')}</p> : null}
      <div className={styles['actions']}>
        {url === undefined ? null : (
          <PlainButton onPress={() => void navigator.clipboard.writeText(url).then(() => setIsCopied(true))}>
            {t(isCopied ? 'followUps.calendar.copied' : 'followUps.calendar.copy')}
          </PlainButton>
        )}
        <PlainButton
          onPress={() => {
            setIsCopied(false);
            end.reset();
            make.mutate();
          }}
        >
          {t('followUps.calendar.make')}
        </PlainButton>
        <PlainButton onPress={() => end.mutate()}>{t('followUps.calendar.end')}</PlainButton>
      </div>
    </section>
  );
}
