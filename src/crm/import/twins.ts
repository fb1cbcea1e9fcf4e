import type { Check } from './definition.ts';

/** Whom an activity was with: a contact, else a lead, else a deal, else an account. Ids of different tables may be the same. */
const withWhom = [
  'contact_id',
  'CASE WHEN contact_id IS NULL THEN lead_id END',
  'CASE WHEN contact_id IS NULL AND lead_id IS NULL THEN deal_id END',
  'CASE WHEN contact_id IS NULL AND lead_id IS NULL AND deal_id IS NULL THEN account_id END',
];
const other = 'coalesce(contact_id, lead_id, deal_id, account_id)';
const compared = `${other} IS NOT NULL AND NOT is_midnight(occurred_at)`;

/**
 * Records that agree in their natural key, table by table: perhaps one that was written down twice. All of them stay in the log.
 * Activities are first counted by a hash of person and moment, so that only those few that agree in it are compared by their texts;
 * where the export has a day without a time of it, nothing tells two of them apart.
 */
export const twinChecks: readonly Check[] = [
  {
    id: 'twin_accounts',
    title: { en: 'Accounts that have the same name', es: 'Cuentas que tienen el mismo nombre' },
    rows: 'SELECT lower(trim(name)) AS name, count(*) AS accounts, min(id) AS one, max(id) AS another FROM log.accounts GROUP BY lower(trim(name)) HAVING count(*) > 1',
    records: 'SELECT sum(accounts) FROM disagreement',
  },
  {
    id: 'twin_contacts',
    title: {
      en: 'Contacts that have the same e-mail address',
      es: 'Contactos que tienen la misma dirección de correo',
    },
    rows: "SELECT lower(trim(email)) AS email, count(*) AS contacts, min(id) AS one, max(id) AS another FROM log.contacts WHERE trim(email) <> '' GROUP BY lower(trim(email)) HAVING count(*) > 1",
    records: 'SELECT sum(contacts) FROM disagreement',
  },
  {
    id: 'twin_deals',
    title: {
      en: 'Deals that have the same name, account and day of creation',
      es: 'Oportunidades que tienen el mismo nombre, cuenta y día de creación',
    },
    rows: `SELECT lower(trim(d.name)) AS name, a.name AS account, d.created_at::DATE AS created_on, count(*) AS deals, min(d.id) AS one, max(d.id) AS another
      FROM log.deals d LEFT JOIN log.accounts a ON a.id = d.account_id WHERE d.name IS NOT NULL GROUP BY lower(trim(d.name)), d.account_id, a.name, d.created_at::DATE HAVING count(*) > 1`,
    records: 'SELECT sum(deals) FROM disagreement',
  },
  {
    id: 'twin_activities',
    title: {
      en: 'Activities with the same person (or deal, or account), channel, direction, moment and subject: perhaps one that was logged twice',
      es: 'Actividades con la misma persona (u oportunidad, o cuenta), canal, dirección, momento y asunto: quizá una registrada dos veces',
    },
    rows: `SELECT strftime(local_time(t.occurred_at), '%Y-%m-%d %H:%M') AS occurred_at, t.channel, coalesce(c.name, t.lead_id, d.name, t.deal_id, a.name) AS who, t.subject, t.activities, t.one, t.another
      FROM (
        SELECT occurred_at, channel, direction, min(contact_id) AS contact_id, min(lead_id) AS lead_id, min(deal_id) AS deal_id, min(account_id) AS account_id,
          min(subject) AS subject, count(*) AS activities, min(id) AS one, max(id) AS another
        FROM log.activities SEMI JOIN (
          SELECT hash(occurred_at, ${other}) AS h FROM log.activities WHERE ${compared} GROUP BY h HAVING count(*) > 1
        ) s ON s.h = hash(occurred_at, ${other})
        WHERE ${compared} GROUP BY occurred_at, channel, direction, ${withWhom.join(', ')}, lower(trim(subject)) HAVING count(*) > 1
      ) t LEFT JOIN log.contacts c ON c.id = t.contact_id LEFT JOIN log.deals d ON d.id = t.deal_id LEFT JOIN log.accounts a ON a.id = t.account_id`,
    records: 'SELECT sum(activities) FROM disagreement',
  },
];

/**
 * The same for leads, whose names the log does not keep.
 * @param people a SELECT of `id`, `email`, `name` and `company` of the export's leads; those that are not in the log do not count
 */
export function twinLeads(people: string): Check {
  return {
    id: 'twin_leads',
    title: {
      en: 'Leads that have the same e-mail address or, without one, the same name and company',
      es: 'Leads que tienen la misma dirección de correo o, sin ella, el mismo nombre y la misma empresa',
    },
    rows: `SELECT email, name, company, count(DISTINCT id) AS leads, min(id) AS one, max(id) AS another FROM (
        SELECT id, address AS email, CASE WHEN address IS NULL THEN lower(trim(name)) END AS name, CASE WHEN address IS NULL THEN lower(trim(company)) END AS company
        FROM (SELECT *, nullif(lower(trim(email)), '') AS address FROM (${people})) SEMI JOIN log.leads l USING (id)
      ) WHERE email IS NOT NULL OR (name <> '' AND company <> '') GROUP BY email, name, company HAVING count(DISTINCT id) > 1`,
    records: 'SELECT sum(leads) FROM disagreement',
  };
}
