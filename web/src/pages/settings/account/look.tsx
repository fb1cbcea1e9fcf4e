import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { chooseTheme, type Theme, themes, useTheme } from '../../../frame/theme.ts';
import { useWords } from '../../../i18n/use-words.ts';
import { Choice } from '../../../parts/form/choice.tsx';
import formStyles from '../../../parts/form/form.module.css';
import { Card } from '../parts/rows.tsx';

/** Language and colours of this device. */
export function Look(): ReactNode {
  const { t, language } = useWords();
  const { i18n } = useTranslation();
  const client = useQueryClient();
  const theme = useTheme();
  const choose = async (chosen: string): Promise<void> => {
    await i18n.changeLanguage(chosen);
    await client.invalidateQueries();
  };
  return (
    <Card title={t('profile.look')} about={t('profile.look.about')}>
      <div className={formStyles['pair']}>
        <Choice
          label={t('frame.language')}
          value={language}
          onChange={(chosen) => void choose(chosen)}
          options={[
            { value: 'es', label: 'Español' },
            { value: 'en', label: 'English' },
          ]}
        />
        <Choice
          label={t('frame.theme')}
          value={theme}
          onChange={(chosen) => chooseTheme(chosen as Theme)}
          options={themes.map((value) => ({ value, label: t(`frame.theme.${value}`) }))}
        />
      </div>
    </Card>
  );
}
