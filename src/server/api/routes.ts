import type { OpenRoute, Route } from '../http/route.ts';
import { accountRoutes } from './accounts.ts';
import { alertRoutes } from './alerts.ts';
import { askRoutes } from './ask.ts';
import { auditRoutes } from './audit.ts';
import { captureRoutes } from './capture.ts';
import { dealRoutes } from './deals.ts';
import { exportRoutes } from './exports.ts';
import { entranceRoutes } from './entrance.ts';
import { calendarRoutes, followUpRoutes } from './follow-ups.ts';
import { handoverRoutes } from './handover.ts';
import { importRoutes } from './imports.ts';
import { insightRoutes } from './insight.ts';
import { mailRoutes, unsubscribeRoutes } from './mail.ts';
import { ownKpiRoutes } from './own-kpis.ts';
import { peopleRoutes } from './people.ts';
import { privacyRoutes } from './privacy.ts';
import { tableRoutes } from './tables.ts';
import { webhookRoutes } from './webhooks.ts';
import { workspaceRoutes } from './workspace.ts';

/** Every route of the API for people who are signed in. */
export const routes: readonly Route[] = [
  ...peopleRoutes,
  ...mailRoutes,
  ...workspaceRoutes,
  ...captureRoutes,
  ...followUpRoutes,
  ...tableRoutes,
  ...handoverRoutes,
  ...insightRoutes,
  ...dealRoutes,
  ...accountRoutes,
  ...askRoutes,
  ...privacyRoutes,
  ...auditRoutes,
  ...alertRoutes,
  ...webhookRoutes,
  ...ownKpiRoutes,
  ...importRoutes,
  ...exportRoutes,
];

/** Every route for people who are not. */
export const openRoutes: readonly OpenRoute[] = [...entranceRoutes, ...calendarRoutes, ...unsubscribeRoutes];
