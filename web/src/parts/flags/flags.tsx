import type { ReactNode } from 'react';
import type { FlagId } from '../../api/accounts.ts';
import { useWords } from '../../i18n/use-words.ts';
import styles from './flags.module.css';

/** Flags by their names, each once. */
export function FlagNames({ flags }: { readonly flags: readonly FlagId[] }): ReactNode {
  const { t } = useWords();
  return (
    <ul role="list" className={styles['flags']}>
      {[...new Set(flags)].map((flag) => (
        <li key={flag} className={styles['flag']}>
          {t(`flag.${flag}`)}
        </li>
      ))}
    </ul>
  );
}

/** Why, in words: what stands behind each flag. The first `most` are told, the others counted. */
export function FlagReasons({
  flags,
  most = Number.POSITIVE_INFINITY,
}: {
  readonly flags: readonly { readonly flag: FlagId; readonly reason: string }[];
  readonly most?: number;
}): ReactNode {
  const { t } = useWords();
  const reasons = [...new Set(flags.map(({ reason }) => reason))];
  return (
    <ul role="list" className={styles['reasons']}>
      {reasons.slice(0, most).map((reason) => (
        <li key={reason}>{reason}</li>
      ))}
      {reasons.length > most ? (
        <li className={styles['more']}>{t('flags.more', { count: reasons.length - most })}</li>
      ) : null}
    </ul>
  );
}
