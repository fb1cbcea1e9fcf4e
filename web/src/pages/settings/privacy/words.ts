import type { Words } from '../../../i18n/words.ts';

/** What the audit is about, by the first word of an action. */
export const matters = {
  people: { en: 'who has access', es: 'quién tiene acceso' },
  invitations: { en: 'invitations', es: 'invitaciones' },
  tokens: { en: 'tokens', es: 'tokens' },
  service_tokens: { en: 'service tokens', es: 'tokens de servicios' },
  reps: { en: 'reps', es: 'comerciales' },
  contacts: { en: 'contacts', es: 'contactos' },
  accounts: { en: 'accounts', es: 'cuentas' },
  assignments: { en: 'whose accounts are', es: 'de quién son las cuentas' },
  handovers: { en: 'whose accounts are', es: 'de quién son las cuentas' },
  ratings: { en: 'ratings', es: 'valoraciones' },
  leads: { en: 'leads', es: 'leads' },
  deals: { en: 'deals', es: 'oportunidades' },
  activities: { en: 'activities', es: 'actividades' },
  capture: { en: 'a touch', es: 'un toque' },
  follow_ups: { en: 'follow-ups', es: 'seguimientos' },
  goals: { en: 'goals', es: 'objetivos' },
  costs: { en: 'costs', es: 'costes' },
  privacy: { en: 'everything that is kept', es: 'todo lo que se guarda' },
  retention: { en: 'how long data is kept', es: 'cuánto se guardan los datos' },
  workspace: { en: 'the organisation’s settings', es: 'los ajustes de la organización' },
  imports: { en: 'an import', es: 'una importación' },
} as const;

/** What is kept about somebody, by table. */
export const kept = {
  contacts: { en: 'contact details', es: 'datos de contacto' },
  reps: { en: 'details as a rep', es: 'datos como comercial' },
  ratings: { en: 'ratings', es: 'valoraciones' },
  activities: { en: 'activities', es: 'actividades' },
  participants: { en: 'meetings', es: 'reuniones' },
  shares: { en: 'material given', es: 'material entregado' },
  leads: { en: 'leads', es: 'leads' },
  deals: { en: 'deals', es: 'oportunidades' },
  decision_team: { en: 'places in decision teams', es: 'puestos en equipos de decisión' },
  follow_up: { en: 'follow-ups', es: 'seguimientos' },
  assignments: { en: 'assigned accounts', es: 'cuentas asignadas' },
  goals: { en: 'goals', es: 'objetivos' },
  audit: { en: 'entries of the audit', es: 'entradas de la auditoría' },
} as const;

type Prefixed<P extends string, T> = { readonly [K in keyof T as `${P}${K & string}`]: T[K] };

function under<P extends string, T extends Words>(prefix: P, words: T): Prefixed<P, T> {
  return Object.fromEntries(Object.entries(words).map(([key, text]) => [`${prefix}${key}`, text])) as Prefixed<P, T>;
}

export const privacyWords = {
  ...under('audit.matter.', matters),
  ...under('privacy.kept.', kept),
  'privacy.kept.others': { en: 'other entries', es: 'otras entradas' },
  'audit.matter.figures': { en: 'figures', es: 'cifras' },
  'audit.find': { en: 'Who saw and changed what', es: 'Quién vio y cambió qué' },
  'audit.kind': { en: 'What was done', es: 'Qué se hizo' },
  'audit.kind.any': { en: 'Saw or changed', es: 'Vio o cambió' },
  'audit.kind.saw': { en: 'saw', es: 'vio' },
  'audit.kind.changed': { en: 'changed', es: 'cambió' },
  'audit.who': { en: 'By whom', es: 'Por quién' },
  'audit.about': { en: 'About whom', es: 'Sobre quién' },
  'audit.anybody': { en: 'Anybody', es: 'Cualquiera' },
  'audit.user': { en: '{{name}} (access)', es: '{{name}} (acceso)' },
  'audit.since': { en: 'From', es: 'Desde' },
  'audit.until': { en: 'To', es: 'Hasta' },
  'audit.none': { en: 'Nothing of that kind was noted.', es: 'No se ha anotado nada así.' },
  'audit.more': { en: 'Show more', es: 'Mostrar más' },
  'audit.system': { en: 'Tacto itself', es: 'El propio Tacto' },
  'audit.reps': { en: 'all reps', es: 'todos los comerciales' },
  'audit.contacts': { en: 'many contacts', es: 'muchos contactos' },
  'audit.me': { en: 'Who looked at you', es: 'Quién le ha mirado' },
  'audit.me.about': {
    en: 'Looks at your figures and your data, and changes of them.',
    es: 'Consultas de sus cifras y sus datos, y cambios en ellos.',
  },
  'audit.me.none': { en: 'Nobody has looked yet.', es: 'Nadie ha mirado todavía.' },
  'privacy.mine': { en: 'Everything about you', es: 'Todo sobre usted' },
  'privacy.mine.about': {
    en: 'One file with your account, what you logged and what was noted about you.',
    es: 'Un archivo con su cuenta, lo que anotó y lo que se anotó sobre usted.',
  },
  'privacy.download': { en: 'Download all', es: 'Descargar todo' },
  'privacy.download.whose': {
    en: 'Download all about {{name}}',
    es: 'Descargar todo sobre {{name}}',
  },
  'privacy.person': { en: 'A request of a person', es: 'La solicitud de una persona' },
  'privacy.person.about': {
    en: 'Find who asks, then hand out everything that is kept about them, or erase it.',
    es: 'Busque a quien lo pide y entregue todo lo que se guarda sobre esa persona, o bórrelo.',
  },
  'privacy.kind': { en: 'Who asks', es: 'Quién lo pide' },
  'privacy.kind.contact': { en: 'A contact', es: 'Un contacto' },
  'privacy.kind.rep': { en: 'A rep', es: 'Un comercial' },
  'privacy.kind.user': { en: 'Somebody with access', es: 'Alguien con acceso' },
  'privacy.find': { en: 'Name, mail or phone', es: 'Nombre, correo o teléfono' },
  'privacy.find.first': { en: 'Type a name to find the person.', es: 'Escriba un nombre para encontrar a la persona.' },
  'privacy.find.none': { en: 'Nobody of that name is kept.', es: 'No se guarda a nadie con ese nombre.' },
  'privacy.erase': { en: 'Erase', es: 'Borrar' },
  'privacy.erase.whose': { en: 'Erase {{name}}', es: 'Borrar a {{name}}' },
  'privacy.erase.sure': { en: 'Erase {{name}} for good?', es: '¿Borrar a {{name}} para siempre?' },
  'privacy.erase.go': { en: 'Erase for good', es: 'Borrar para siempre' },
  'privacy.erase.contact': {
    en: 'The name, title, mail and phone of {{name}} go, what was written about them too, and their name out of every note. Their touches and ratings are still counted, without a name.',
    es: 'Se van el nombre, el cargo, el correo y el teléfono de {{name}}, lo que se escribió sobre esa persona y su nombre en cualquier nota. Sus toques y valoraciones se siguen contando, sin nombre.',
  },
  'privacy.erase.rep': {
    en: 'The name and mail of {{name}} go, their access and sessions too, and their name out of every note. What they did is still counted, without a name.',
    es: 'Se van el nombre y el correo de {{name}}, su acceso y sus sesiones, y su nombre en cualquier nota. Lo que hizo se sigue contando, sin nombre.',
  },
  'privacy.erase.user': {
    en: 'The name and mail of {{name}} go, with their access, sessions and tokens; if they are a rep, what they did is still counted, without a name.',
    es: 'Se van el nombre y el correo de {{name}}, con su acceso, sus sesiones y sus tokens; si es comercial, lo que hizo se sigue contando, sin nombre.',
  },
  'privacy.erase.what': { en: 'What there is now:', es: 'Lo que hay ahora:' },
  'privacy.erase.type': { en: 'Type “{{name}}” to be sure', es: 'Escriba «{{name}}» para confirmarlo' },
  'privacy.erase.other': { en: 'That is not “{{name}}”.', es: 'Eso no es «{{name}}».' },
  'privacy.erased': {
    en: 'Done. {{rows}} rows are counted without a name now, and the name went out of {{texts}} texts.',
    es: 'Hecho. {{rows}} filas se cuentan ya sin nombre, y el nombre ha salido de {{texts}} textos.',
  },
  'privacy.erased.removed': { en: 'Their sign-in is gone.', es: 'Su inicio de sesión ya no existe.' },
  'privacy.erased.kept': {
    en: 'Their sign-in stays: they belong to another organisation too.',
    es: 'Su inicio de sesión se conserva: pertenece también a otra organización.',
  },
  'privacy.retention': { en: 'How long personal data is kept', es: 'Cuánto tiempo se guardan los datos personales' },
  'privacy.retention.about': {
    en: 'Applied every day. Empty: it is kept without an end. The counts always stay.',
    es: 'Se aplica cada día. Vacío: se guarda sin límite. Los recuentos siempre se conservan.',
  },
  'privacy.free_text_months': {
    en: 'What was written in notes and subjects, in months',
    es: 'Lo escrito en notas y asuntos, en meses',
  },
  'privacy.lost_lead_months': {
    en: 'Contacts of leads that were given up, in months',
    es: 'Contactos de leads descartados, en meses',
  },
  'privacy.left_contact_months': {
    en: 'Contacts who left their account, in months',
    es: 'Contactos que dejaron su cuenta, en meses',
  },
  'privacy.audit_years': { en: 'Entries of the audit, in years', es: 'Entradas de la auditoría, en años' },
} as const satisfies Words;
