import type { OpenRoute, Route } from '../http/route.ts';
import { accountRoutes } from './accounts.ts';
import { askRoutes } from './ask.ts';
import { auditRoutes } from './audit.ts';
import { captureRoutes } from './capture.ts';
import { entranceRoutes } from './entrance.ts';
import { calendarRoutes, followUpRoutes } from './follow-ups.ts';
import { insightRoutes } from './insight.ts';
import { peopleRoutes } from './people.ts';
import { privacyRoutes } from './privacy.ts';
import { tableRoutes } from './tables.ts';
import { workspaceRoutes } from './workspace.ts';

/** Every route of the API for people who are signed in. */
export const routes: readonly Route[] = [
  ...peopleRoutes,
  ...workspaceRoutes,
  ...captureRoutes,
  ...followUpRoutes,
  ...tableRoutes,
  ...insightRoutes,
  ...accountRoutes,
  ...askRoutes,
  ...privacyRoutes,
  ...auditRoutes,
];

/** Every route for people who are not. */
export const openRoutes: readonly OpenRoute[] = [...entranceRoutes, ...calendarRoutes];
