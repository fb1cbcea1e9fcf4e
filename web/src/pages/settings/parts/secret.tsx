import { type ReactNode, useState } from 'react';
import { useWords } from '../../../i18n/use-words.ts';
import { PlainButton } from '../../../parts/button/button.tsx';
import styles from './secret.module.css';

/** Something that is shown once, to be copied. */
export function Secret({ label, text }: { readonly label: string; readonly text: string }): ReactNode {
  const { t } = useWords();
  const [isCopied, setIsCopied] = useState(false);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(text);
    setIsCopied(true);
  };
  return (
    <div className={styles['secret']}>
      <p>{label}</p>
      <code>{text}</code>
      <PlainButton
        aria-label={`${t(isCopied ? 'settings.copied' : 'settings.copy')}: ${label}`}
        onPress={() => void copy()}
      >
        {t(isCopied ? 'settings.copied' : 'settings.copy')}
      </PlainButton>
    </div>
  );
}
