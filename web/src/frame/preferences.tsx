import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { signOut } from '../api/session.ts';
import { useWords } from '../i18n/use-words.ts';
import { forgetAll } from '../state/device.ts';
import { chooseTheme, type Theme, themes, useTheme } from './theme.ts';

/** Language, colours, and the way out. */
export function Preferences({ name }: { readonly name: string }): ReactNode {
  const { t, language } = useWords();
  const { i18n } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const theme = useTheme();
  // The server's texts come in the language in which they were asked for.
  const choose = async (chosen: string): Promise<void> => {
    await i18n.changeLanguage(chosen);
    await client.invalidateQueries();
  };
  const leave = async (): Promise<void> => {
    await signOut();
    client.clear();
    forgetAll();
    await navigate({ to: '/sign-in' });
  };
  return (
    <>
      <label>
        {t('frame.language')}
        <select value={language} onChange={(event) => void choose(event.target.value)}>
          <option value="es">Español</option>
          <option value="en">English</option>
        </select>
      </label>
      <label>
        {t('frame.theme')}
        <select value={theme} onChange={(event) => chooseTheme(event.target.value as Theme)}>
          {themes.map((each) => (
            <option key={each} value={each}>
              {t(`frame.theme.${each}`)}
            </option>
          ))}
        </select>
      </label>
      <p>{name}</p>
      <button type="button" onClick={() => void leave()}>
        {t('frame.signOut')}
      </button>
    </>
  );
}
