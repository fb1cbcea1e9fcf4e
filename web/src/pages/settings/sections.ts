import { type ComponentType, lazy, type LazyExoticComponent } from 'react';
import type { WordKey } from '../../i18n/all-words.ts';

/** A page of the settings. */
export type Section = {
  readonly id: string;
  readonly label: WordKey;
  /** What one does there, in a sentence. */
  readonly about: WordKey;
  /** The right that it needs; null: everybody has it. */
  readonly right: string | null;
  readonly Page: LazyExoticComponent<ComponentType>;
};

type Group = { readonly label: WordKey; readonly sections: readonly Section[] };

function page<K extends string>(load: () => Promise<Record<K, ComponentType>>, name: K): Section['Page'] {
  return lazy(async () => ({ default: (await load())[name] }));
}

const section = (id: string, right: string | null, Page: Section['Page']): Section => ({
  id,
  label: `settings.${id}` as WordKey,
  about: `settings.${id}.about` as WordKey,
  right,
  Page,
});

/** The pages of the settings, in their order. */
export const groups: readonly Group[] = [
  {
    label: 'settings.group.you',
    sections: [
      section(
        'account',
        null,
        page(() => import('./account/account-section.tsx'), 'AccountSection'),
      ),
      section(
        'mail',
        'mail.own',
        page(() => import('./mail/mail-section.tsx'), 'MailSection'),
      ),
      section(
        'alerts',
        'alerts.write',
        page(() => import('./alerts/alerts-section.tsx'), 'AlertsSection'),
      ),
      section(
        'tokens',
        'tokens.own',
        page(() => import('./tokens/tokens-section.tsx'), 'OwnTokens'),
      ),
      section(
        'my-data',
        'privacy.self',
        page(() => import('./privacy/my-data-section.tsx'), 'MyDataSection'),
      ),
    ],
  },
  {
    label: 'settings.group.team',
    sections: [
      section(
        'people',
        'people.write',
        page(() => import('./people/people-section.tsx'), 'PeopleSection'),
      ),
      section(
        'teams',
        'structure.write',
        page(() => import('./structure/teams-section.tsx'), 'TeamsSection'),
      ),
      section(
        'reps',
        'structure.write',
        page(() => import('./structure/reps-section.tsx'), 'RepsSection'),
      ),
      section(
        'handover',
        'assignments.write',
        page(() => import('./structure/handover-section.tsx'), 'HandoverSection'),
      ),
    ],
  },
  {
    label: 'settings.group.selling',
    sections: [
      section(
        'workspace',
        'structure.write',
        page(() => import('./workspace/workspace-section.tsx'), 'WorkspaceSection'),
      ),
      section(
        'stages',
        'structure.write',
        page(() => import('./structure/stages-section.tsx'), 'StagesSection'),
      ),
      section(
        'goals',
        'goals.write',
        page(() => import('./goals/goals-section.tsx'), 'GoalsSection'),
      ),
      section(
        'thresholds',
        'structure.write',
        page(() => import('./workspace/thresholds-section.tsx'), 'ThresholdsSection'),
      ),
      section(
        'kpis',
        'own_kpis.write',
        page(() => import('./own-kpis/own-kpis-section.tsx'), 'OwnKpisSection'),
      ),
    ],
  },
  {
    label: 'settings.group.programs',
    sections: [
      section(
        'services',
        'tokens.service',
        page(() => import('./tokens/tokens-section.tsx'), 'ServiceTokens'),
      ),
      section(
        'webhooks',
        'webhooks',
        page(() => import('./webhooks/webhooks-section.tsx'), 'WebhooksSection'),
      ),
    ],
  },
  {
    label: 'settings.group.privacy',
    sections: [
      section(
        'privacy',
        'privacy.read',
        page(() => import('./privacy/privacy-section.tsx'), 'PrivacySection'),
      ),
      section(
        'audit',
        'audit.read',
        page(() => import('./privacy/audit-section.tsx'), 'AuditSection'),
      ),
    ],
  },
];

/** The groups with what somebody may open. */
export function groupsFor(rights: Readonly<Record<string, unknown>>): readonly Group[] {
  return groups
    .map(({ label, sections }) => ({
      label,
      sections: sections.filter(({ right }) => right === null || right in rights),
    }))
    .filter(({ sections }) => sections.length > 0);
}
