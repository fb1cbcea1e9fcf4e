import { expect, test } from 'vitest';
import { followUpLine } from './reminders.ts';

const followUp = {
  due_at: '2026-03-01T23:30:00Z',
  reason: 'Enviar la oferta',
  channel: 'video',
  account: 'Acme',
  contact: 'Eva Gil',
};

test('a follow-up is told in the language and by the clock of its reader', () => {
  expect(followUpLine(followUp, { language: 'es', timezone: 'Europe/Madrid' })).toBe(
    'lun, 2 mar, 00:30: Enviar la oferta (Acme, Eva Gil, videollamada)',
  );
  expect(followUpLine({ ...followUp, contact: null }, { language: 'en', timezone: 'America/Lima' })).toBe(
    'Sun 1 Mar, 18:30: Enviar la oferta (Acme, video call)',
  );
  expect(
    followUpLine({ ...followUp, account: null, contact: null, channel: null }, { language: 'en', timezone: 'UTC' }),
  ).toBe('Sun 1 Mar, 23:30: Enviar la oferta');
});
