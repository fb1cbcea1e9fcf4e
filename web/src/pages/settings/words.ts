import type { Words } from '../../i18n/words.ts';

export const settingsWords = {
  'settings.title': { en: 'Settings', es: 'Ajustes' },
  'settings.group.you': { en: 'You', es: 'Usted' },
  'settings.group.team': { en: 'People', es: 'Personas' },
  'settings.group.selling': { en: 'How you sell', es: 'Cómo venden' },
  'settings.group.programs': { en: 'Programs', es: 'Programas' },
  'settings.group.privacy': { en: 'Privacy', es: 'Privacidad' },
  'settings.account': { en: 'My account', es: 'Mi cuenta' },
  'settings.account.about': {
    en: 'Your name, password, second factor, and where you are signed in.',
    es: 'Su nombre, su contraseña, el segundo factor y dónde tiene la sesión iniciada.',
  },
  'settings.mail': { en: 'My mail', es: 'Mis correos' },
  'settings.mail.about': {
    en: 'Which mail you get, in which language, and how to get none.',
    es: 'Qué correos recibe, en qué idioma, y cómo no recibir ninguno.',
  },
  'settings.alerts': { en: 'My alerts', es: 'Mis avisos' },
  'settings.alerts.about': {
    en: 'Be told once when a KPI or a risk passes a bound that you set.',
    es: 'Reciba un aviso, una sola vez, cuando un KPI o un riesgo pase el límite que usted fije.',
  },
  'settings.tokens': { en: 'My tokens', es: 'Mis tokens' },
  'settings.tokens.about': {
    en: 'Keys by which a program works in your name, with your rights and no more.',
    es: 'Claves con las que un programa actúa en su nombre, con sus permisos y ninguno más.',
  },
  'settings.my-data': { en: 'My data', es: 'Mis datos' },
  'settings.my-data.about': {
    en: 'Everything that is kept about you, and who looked at you.',
    es: 'Todo lo que se guarda sobre usted y quién le ha mirado.',
  },
  'settings.people': { en: 'Access', es: 'Acceso' },
  'settings.people.about': {
    en: 'Who may come in, as what; invite people and take access away.',
    es: 'Quién puede entrar y con qué función; invite a personas y retire accesos.',
  },
  'settings.teams': { en: 'Teams', es: 'Equipos' },
  'settings.teams.about': {
    en: 'The tree of teams. A manager sees their own team and those below it.',
    es: 'El árbol de equipos. Un responsable ve su equipo y los que dependen de él.',
  },
  'settings.reps': { en: 'Reps', es: 'Comerciales' },
  'settings.reps.about': {
    en: 'Who sells, in which team, and who has left.',
    es: 'Quién vende, en qué equipo, y quién se ha ido.',
  },
  'settings.handover': { en: 'Hand over accounts', es: 'Traspasar cuentas' },
  'settings.handover.about': {
    en: 'Give accounts to another rep from a day on. What was before stays whose it was.',
    es: 'Pase cuentas a otro comercial a partir de un día. Lo anterior sigue siendo de quien era.',
  },
  'settings.workspace': { en: 'Organisation', es: 'Organización' },
  'settings.workspace.about': {
    en: 'Its name, time zone, currency, and when its week and year begin.',
    es: 'Su nombre, zona horaria, moneda, y cuándo empiezan la semana y el año.',
  },
  'settings.stages': { en: 'Stages', es: 'Etapas' },
  'settings.stages.about': {
    en: 'The way of a deal, in order, with how likely it is to be won.',
    es: 'El camino de una oportunidad, por orden, con la probabilidad de ganarla.',
  },
  'settings.goals': { en: 'Goals', es: 'Objetivos' },
  'settings.goals.about': {
    en: 'What is to be reached, by whom and until when.',
    es: 'Qué hay que alcanzar, quién y hasta cuándo.',
  },
  'settings.thresholds': { en: 'Thresholds', es: 'Umbrales' },
  'settings.thresholds.about': {
    en: 'From when on an account counts as pressed or silent, and other limits of the KPIs.',
    es: 'A partir de cuándo una cuenta se considera presionada o en silencio, y otros límites de los KPI.',
  },
  'settings.kpis': { en: 'Own KPIs', es: 'KPI propios' },
  'settings.kpis.about': {
    en: 'Count what matters to you and the catalogue does not have.',
    es: 'Cuente lo que le importa y no está en el catálogo.',
  },
  'settings.services': { en: 'Service tokens', es: 'Tokens de servicios' },
  'settings.services.about': {
    en: 'Keys of programs that belong to nobody in particular, such as a telephone system.',
    es: 'Claves de programas que no son de nadie en particular, como una centralita.',
  },
  'settings.webhooks': { en: 'Webhooks', es: 'Webhooks' },
  'settings.webhooks.about': {
    en: 'Programs that are told what happens as it happens.',
    es: 'Programas a los que se les comunica lo que pasa en el momento.',
  },
  'settings.privacy': { en: 'Privacy requests', es: 'Solicitudes de privacidad' },
  'settings.privacy.about': {
    en: 'Hand out or erase what is kept about a person, and set how long it is kept.',
    es: 'Entregue o borre lo que se guarda sobre una persona, y fije cuánto tiempo se guarda.',
  },
  'settings.audit': { en: 'Audit', es: 'Auditoría' },
  'settings.audit.about': {
    en: 'Who saw and changed what about people. Nobody can change it.',
    es: 'Quién vio y cambió qué sobre las personas. Nadie puede modificarlo.',
  },
  'settings.copy': { en: 'Copy', es: 'Copiar' },
  'settings.copied': { en: 'Copied', es: 'Copiado' },
  'settings.change': { en: 'Change', es: 'Cambiar' },
  'settings.change.whose': { en: 'Change {{name}}', es: 'Cambiar {{name}}' },
  'settings.remove': { en: 'Remove', es: 'Quitar' },
  'settings.remove.whose': { en: 'Remove {{name}}', es: 'Quitar {{name}}' },
  'settings.name': { en: 'Name', es: 'Nombre' },
  'settings.none': { en: 'None', es: 'Ninguno' },
  'settings.all': { en: 'All', es: 'Todos' },
  'settings.usual': { en: 'As the organisation', es: 'Como la organización' },
} as const satisfies Words;
