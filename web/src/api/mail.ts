import { queryOptions } from '@tanstack/react-query';
import { read, write } from './client.ts';

/** Which mail somebody gets; null: as the organisation has it. `is_sent`: whether this server sends any. */
export type MailSettings = {
  readonly language: 'es' | 'en' | null;
  readonly timezone: string | null;
  readonly reminders: boolean;
  readonly digest: boolean;
  readonly alerts: boolean;
  readonly focus: readonly string[];
  readonly is_sent: boolean;
};

export const mailQuery = queryOptions({
  queryKey: ['mail'],
  queryFn: ({ signal }) => read<MailSettings>('/me/mail', {}, signal),
});

export function changeMail(changes: Partial<Omit<MailSettings, 'is_sent'>>): Promise<MailSettings> {
  return write('PATCH', '/me/mail', changes);
}
