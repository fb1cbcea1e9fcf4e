import type { Entity } from './entity-words.ts';

/** What a column must hold to be taken for what its header says. */
export type Content = 'any' | 'unique' | 'date' | 'number';

/** What a column of an entity may be, and the headers that say so, in the form of `wordsOf`. The first that fits is taken. */
export type Role = { readonly role: string; readonly content: Content; readonly headers: readonly string[] };

/** `headers` has commas between them; those of `more` come after. */
function role(name: string, content: Content, headers: string, more?: Role): Role {
  return { role: name, content, headers: [...headers.split(', '), ...(more?.headers ?? [])] };
}

const created = role(
  'created_at',
  'date',
  'created at, created date, create date, createdate, created, creation date, created on, created time, ' +
    'add time, date created, deal created, opened, open date, engage date, start date, date entered, ' +
    'created time, fecha creacion, creado, creada, creado el, fecha alta, alta, fecha apertura, fecha inicio, ' +
    'inicio',
);
const id = role(
  'id',
  'unique',
  'id, key, code, number, codigo, clave, numero, record id, object id, ref, reference, referencia, no, n o, nr, nro, num',
);
/** Dates that do not say of what they are: of the beginning, where nothing better is there. */
const bareDates: readonly string[] = ['date', 'fecha', 'day', 'dia'];
const begun: Role = { ...created, headers: [...created.headers, ...bareDates] };

/** Whether a header says no more than that it is a date. */
export function isBareDate(words: readonly string[]): boolean {
  return bareDates.includes(words.join(' '));
}

/** Whether a header is of the time at which a record was made. */
export function isBeginning(words: readonly string[]): boolean {
  return created.headers.includes(words.join(' '));
}

const label = role(
  'name',
  'any',
  'name, title, nombre, titulo, full name, nombre completo, subject, asunto, label, master label, dealname',
);
const firstName = role('first_name', 'any', 'first name, firstname, nombre pila, given name');
const lastName = role('last_name', 'any', 'last name, lastname, surname, apellido, apellidos');
const email = role('email', 'any', 'email, mail, e mail, correo, correo electronico, email address');
const account = role(
  'account_id',
  'any',
  'account id, account, account name, company id, company, company name, organization id, organization, ' +
    'org id, customer id, customer, client id, client, associated company ids, associated company, cuenta, ' +
    'cuenta id, id cuenta, nombre cuenta, empresa, id empresa, nombre empresa, cliente, id cliente, ' +
    'organizacion, id organizacion, prospect, prospect name',
);
const owner = role(
  'rep_id',
  'any',
  'owner id, owner, rep id, rep, sales rep, sales agent, agent, agent id, seller, salesperson, assigned to, ' +
    'assigned to user, hubspot owner id, user id, user, assigned user, account executive, propietario, ' +
    'propietario id, id propietario, responsable, comercial, vendedor, vendedor id, id vendedor, asignado a, ' +
    'asesor, usuario, agente, employee, empleado, who, quien',
);
const contact = role(
  'contact_id',
  'any',
  'contact id, contact, contact name, person id, person, contact person, who id, associated contact ids, ' +
    'contacto, id contacto, contacto id, persona contacto, persona, id persona, called, spoke to, spoke with, with, ' +
    'con quien, hable con, who',
);
const source = role('source', 'any', 'lead source, source, origin, origen, fuente, origen prospecto, source channel');
const campaign = role('campaign', 'any', 'campaign, campaign name, campana, nombre campana');
const product = role(
  'product',
  'any',
  'product, product name, producto, linea producto, product line, producto nombre',
);
const stage = role(
  'stage_id',
  'any',
  'stage, stage name, deal stage, dealstage, stage id, pipeline stage, sales stage, etapa, fase, etapa venta, ' +
    'nombre etapa, etapa negocio, new stage, to stage, nueva etapa, status, estado',
);
const lead = role('lead_id', 'any', 'lead id, lead, prospecto, id prospecto, id lead');
const amount = role(
  'amount',
  'number',
  'amount, value, close value, deal value, total, revenue, price, total amount, cost, spend, importe, valor, ' +
    'monto, cantidad, ingresos, precio, importe total, gasto, coste, costo, quote, quoted, quote amount, offer, budget, ' +
    'presupuesto, oferta, cotizacion, euros, eur, usd',
);
const currency = role(
  'currency',
  'any',
  'currency, currency iso code, deal currency code, currency value, currency code, moneda, divisa, moneda valor',
);
const deal = role(
  'deal_id',
  'any',
  'deal id, deal, opportunity id, opportunity, opportunity name, deal name, what id, associated deal ids, ' +
    'oportunidad, id oportunidad, oportunidad id, negocio, id negocio, negocio id, trato, id trato, venta, ' +
    'id venta',
);

const stageDates =
  'fecha fase, fecha etapa, stage date, stage entered, stage entered at, stage since, fecha cambio etapa, fecha cambio fase, ' +
  'fecha estado, status date, stage changed, last stage change, last stage change date';

/** What the columns of an entity may be, in the order in which they choose. */
export const entityRoles: Readonly<Record<Entity, readonly Role[]>> = {
  teams: [id, label],
  reps: [
    id,
    label,
    firstName,
    lastName,
    email,
    role('team_id', 'any', 'team id, team, team name, equipo, id equipo, department, departamento, user role id'),
    role('manager_id', 'any', 'manager id, manager, jefe, supervisor, responsable, gerente'),
    role('hourly_cost', 'number', 'hourly cost, cost per hour, coste hora, costo hora'),
    role('active_from', 'date', 'active from, hire date, hired, fecha contratacion, fecha alta'),
    role('active_to', 'date', 'active to, leave date, fecha baja, termination date'),
  ],
  accounts: [
    id,
    label,
    role('industry', 'any', 'industry, sector, industria, rubro'),
    role('segment', 'any', 'segment, segmento, tier, size, tamano'),
    role('country', 'any', 'country, billing country, pais, office location'),
    created,
  ],
  contacts: [
    id,
    account,
    label,
    firstName,
    lastName,
    email,
    role('phone', 'any', 'phone, mobile, mobile phone, telefono, movil, phone number, tel'),
    role('title', 'any', 'title, job title, jobtitle, cargo, puesto, position'),
    created,
  ],
  leads: [
    id,
    owner,
    account,
    contact,
    source,
    campaign,
    product,
    begun,
    role('qualified_at', 'date', 'qualified at, qualified date, fecha calificacion, fecha cualificacion'),
    role('disqualified_at', 'date', 'disqualified at, disqualified date, fecha descarte, fecha descalificacion'),
    role('prospect_at', 'date', 'prospect at, converted date, conversion date, fecha conversion'),
  ],
  stages: [
    id,
    label,
    role('position', 'number', 'position, sort order, order, display order, order nr, orden, posicion, sequence'),
    role('probability', 'number', 'probability, default probability, deal probability, probabilidad'),
    role('pipeline', 'any', 'pipeline, pipeline id, pipeline name, embudo'),
  ],
  deals: [
    id,
    stage,
    owner,
    account,
    lead,
    role(
      'expected_close_on',
      'date',
      'expected close date, expected close, expected close on, fecha prevista cierre, cierre previsto, ' +
        'fecha cierre prevista, fecha cierre esperada',
    ),
    role(
      'closed_at',
      'date',
      'close date, closed at, closed date, closedate, close time, won time, closed, fecha cierre, cierre, ' +
        'cerrado, fecha ganado',
    ),
    role('stage_entered_at', 'date', stageDates),
    begun,
    role('requested_amount', 'number', 'requested amount, importe solicitado, monto solicitado'),
    amount,
    currency,
    label,
    source,
    product,
  ],
  stage_changes: [
    deal,
    stage,
    owner,
    role(
      'entered_at',
      'date',
      'entered at, changed at, date, timestamp, change date, date changed, date entered, fecha, fecha cambio, ' +
        `fecha entrada, ${stageDates}`,
      created,
    ),
  ],
  activities: [
    id,
    owner,
    role(
      'occurred_at',
      'date',
      'occurred at, date, activity date, timestamp, start time, start date, start, call date, due date, ' +
        'completed at, completed date time, date time, marked as done time, when, fecha, fecha actividad, ' +
        'fecha hora, fecha inicio, fecha vencimiento, dia, cuando, day, fecha contacto, contact date',
      created,
    ),
    role('type', 'any', 'type, channel, activity type, task subtype, tipo, canal, tipo actividad'),
    role('direction', 'any', 'direction, call type, direccion, sentido'),
    role(
      'result',
      'any',
      'outcome, result, disposition, call disposition, status, resultado, estado, que paso, what happened',
    ),
    account,
    contact,
    deal,
    lead,
    role(
      'duration',
      'number',
      'duration, duration s, duration seconds, call duration in seconds, duration in seconds, duration minutes, ' +
        'duration in minutes, duration ms, call duration, duracion, duracion segundos, duracion minutos, minutes, ' +
        'minutos, mins, min, duracion min, duration min, duration mins, length, length min, seconds, segundos, duration sec, ' +
        'duracion seg',
    ),
    label,
  ],
  proposals: [
    id,
    deal,
    owner,
    role('sent_at', 'date', 'sent at, sent, date, sent date, fecha, fecha envio, enviado, enviada', created),
  ],
  costs: [
    id,
    role('incurred_on', 'date', 'date, incurred on, month, day, fecha, mes, dia, fecha gasto', created),
    amount,
    currency,
    role('kind', 'any', 'kind, type, category, tipo, categoria, concepto'),
    owner,
    source,
    campaign,
  ],
};
