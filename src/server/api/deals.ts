import { z } from 'zod';
import { costOfCustomers, cycleDeals } from '../../insight/cost/cost.ts';
import { costToJson } from '../../insight/cost/json.ts';
import { risksToJson } from '../../insight/risk/json.ts';
import { findPastDeals, findRisks } from '../../insight/risk/risks.ts';
import { reads, type Route } from '../http/route.ts';
import { policyOf } from '../insight/seen.ts';
import { withFacts } from '../insight/with-facts.ts';
import { type Asked, askedOf, dimension, span } from './insight-query.ts';

const shared = { tag: 'insight', method: 'get', right: 'insight.read' } as const;

const risks = reads<unknown, Asked>({
  ...shared,
  id: 'risks',
  path: '/risks',
  summary: {
    en: 'Which open deals may not come, why, and how much of the forecast hangs on them',
    es: 'Qué oportunidades abiertas pueden no llegar, por qué y cuánto de la previsión depende de ellas',
  },
  query: z.strictObject({ where: span.where }),
  handle: async (call) =>
    withFacts(call, policyOf(call.caller), async (log) => {
      const { where } = askedOf(call.query, log.workspace, call.caller);
      return risksToJson(call.language, log, await findRisks(log, where));
    }),
});

const pastDeals = reads<unknown, Asked>({
  ...shared,
  id: 'risks.past',
  path: '/risks/past',
  summary: {
    en: 'The closed deals on which the worth of warnings rests, with what each carried and how it ended',
    es: 'Las oportunidades cerradas en que se basa el valor de los avisos, con los que llevaba cada una y cómo acabó',
  },
  query: z.strictObject({ where: span.where }),
  handle: async (call) =>
    withFacts(call, policyOf(call.caller), async (log) => ({
      rows: await findPastDeals(log, askedOf(call.query, log.workspace, call.caller).where),
    })),
});

type CostQuery = Asked & { readonly by: string };

const cost = reads<unknown, CostQuery>({
  ...shared,
  id: 'cost',
  path: '/cost',
  summary: {
    en: 'What a customer costs in money, time and energy',
    es: 'Lo que cuesta un cliente en dinero, tiempo y energía',
  },
  query: z.strictObject({ by: dimension.default('source'), ...span }),
  handle: async (call) =>
    withFacts(call, policyOf(call.caller), async (log, kpis) => {
      const asked = askedOf(call.query, log.workspace, call.caller);
      return costToJson(log, await costOfCustomers(log, kpis, { by: call.query.by, ...asked }));
    }),
});

const costDeals = reads<unknown, Asked>({
  ...shared,
  id: 'cost.deals',
  path: '/cost/deals',
  summary: {
    en: 'The deals that the cycle of `/cost` follows, with how long each took and how it ended',
    es: 'Las oportunidades que sigue el ciclo de `/cost`, con lo que tardó cada una y cómo acabó',
  },
  query: z.strictObject(span),
  handle: async (call) =>
    withFacts(call, policyOf(call.caller), async (log, kpis) => ({
      rows: await cycleDeals(log, kpis, askedOf(call.query, log.workspace, call.caller)),
    })),
});

/** Questions to open deals, to those that have ended, and to what they cost. */
export const dealRoutes: readonly Route[] = [risks, pastDeals, cost, costDeals];
