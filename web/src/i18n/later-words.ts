import { importWords } from '../pages/import/words.ts';
import { accountWords } from '../pages/settings/account/words.ts';
import { alertWords } from '../pages/settings/alerts/words.ts';
import { goalSettingWords } from '../pages/settings/goals/words.ts';
import { mailWords } from '../pages/settings/mail/words.ts';
import { ownKpiWords } from '../pages/settings/own-kpis/words.ts';
import { peopleSettingWords } from '../pages/settings/people/words.ts';
import { privacyWords } from '../pages/settings/privacy/words.ts';
import { structureWords } from '../pages/settings/structure/words.ts';
import { tokenWords } from '../pages/settings/tokens/words.ts';
import { webhookWords } from '../pages/settings/webhooks/words.ts';
import { settingsWords } from '../pages/settings/words.ts';
import { workspaceWords } from '../pages/settings/workspace/words.ts';
import { startWords } from '../parts/first-steps/words.ts';

/** Texts of pages that few people open, or open seldom: they are loaded with them. */
export const laterWords = {
  ...settingsWords,
  ...accountWords,
  ...mailWords,
  ...tokenWords,
  ...peopleSettingWords,
  ...structureWords,
  ...workspaceWords,
  ...goalSettingWords,
  ...ownKpiWords,
  ...alertWords,
  ...webhookWords,
  ...privacyWords,
  ...importWords,
  ...startWords,
} as const;
