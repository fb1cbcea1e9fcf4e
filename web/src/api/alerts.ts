import { queryOptions } from '@tanstack/react-query';
import { read, write } from './client.ts';

/** What somebody wants to be told of: a KPI, or how many deals or accounts carry a risk, beyond a bound. */
export type Alert = {
  readonly id: string;
  readonly name: string;
  readonly kind: 'kpi' | 'risk';
  readonly subject: string;
  readonly days: number | null;
  readonly rep_id: string | null;
  readonly team_id: string | null;
  readonly direction: 'above' | 'below';
  readonly bound: number;
  readonly only_sure: boolean;
  readonly by_mail: boolean;
  readonly by_webhook: boolean;
  readonly since: string | null;
  readonly value: number | null;
  readonly looked_at: string | null;
};

export const alertsQuery = queryOptions({
  queryKey: ['alerts'],
  queryFn: async ({ signal }) => (await read<{ readonly rows: readonly Alert[] }>('/alerts', {}, signal)).rows,
});

export function addAlert(alert: object): Promise<Alert> {
  return write('POST', '/alerts', alert);
}

export function changeAlert(id: string, changes: object): Promise<Alert> {
  return write('PATCH', `/alerts/${encodeURIComponent(id)}`, changes);
}

export function removeAlert(id: string): Promise<unknown> {
  return write('DELETE', `/alerts/${encodeURIComponent(id)}`);
}

export const eventTypes = ['activity.logged', 'contract.won', 'alert'] as const;
export type EventType = (typeof eventTypes)[number];

/** A program that is told of events. */
export type Webhook = {
  readonly id: string;
  readonly url: string;
  readonly events: readonly EventType[];
  readonly is_active: boolean;
  readonly tried_at: string | null;
  readonly status: number | null;
  readonly failures: number;
};

export const webhooksQuery = queryOptions({
  queryKey: ['webhooks'],
  queryFn: async ({ signal }) => (await read<{ readonly rows: readonly Webhook[] }>('/webhooks', {}, signal)).rows,
});

export function addWebhook(url: string, events: readonly string[]): Promise<Webhook & { readonly secret: string }> {
  return write('POST', '/webhooks', { url, events });
}

export function changeWebhook(id: string, changes: object): Promise<Webhook> {
  return write('PATCH', `/webhooks/${encodeURIComponent(id)}`, changes);
}

export function removeWebhook(id: string): Promise<unknown> {
  return write('DELETE', `/webhooks/${encodeURIComponent(id)}`);
}
