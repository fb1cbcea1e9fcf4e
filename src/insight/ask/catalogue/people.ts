import { type AskedQuestion, flags, kpi, ofCustomers, textOf } from '../question.ts';

/** Who decides, how they stand to us, and how we treat them. */
export const peopleQuestions: readonly AskedQuestion[] = [
  {
    id: 'who_decides',
    group: 'people',
    text: {
      en: 'Who holds the power, and do we talk to them?',
      es: '¿Quién tiene el poder y hablamos con esas personas?',
    },
    words: {
      en: 'decision maker, buying centre, economic buyer, who decides, power map, stakeholders, boss, who is the boss, who is in charge',
      es: 'decisor, quién decide, centro de compra, comprador, mapa de poder, interlocutores, quién manda, quién manda en la cuenta, jefe',
    },
    looks: [
      flags(['no_decision_maker', 'decision_maker_unheard'], 'risks', {
        en: 'How much hangs on deals whose decision maker is unknown or was not reached.',
        es: 'Cuánto depende de oportunidades cuyo decisor no se conoce o no se ha contactado.',
      }),
      kpi('decision_team_coverage', 'compare decision_team_coverage --by rep', {
        en: 'How many of those who decide we have talked to lately.',
        es: 'Con cuántos de quienes deciden hemos hablado hace poco.',
      }),
      kpi('decision_team_attendance', 'kpi decision_team_attendance --by rep --interval 0.95', {
        en: 'How many of them sat at the table when proposals were presented.',
        es: 'Cuántos estaban en la mesa cuando se presentaron las propuestas.',
      }),
    ],
    reading: {
      en: 'Begin with the deals whose decision maker nobody knows. A well-covered team without its economic buyer is not covered.',
      es: 'Empiece por las oportunidades cuyo decisor nadie conoce. Un equipo bien cubierto sin su comprador económico no está cubierto.',
    },
  },
  {
    id: 'relationships',
    group: 'people',
    text: textOf('relationships'),
    words: {
      en: 'relationship map, contacts, sympathy, supporters, opponents, account plan',
      es: 'mapa de relaciones, contactos, simpatía, partidarios, opositores, plan de cuenta',
    },
    looks: [
      kpi('contacts_per_account', 'kpi contacts_per_account --by rep --interval 0.95', {
        en: 'Whether we know enough people.',
        es: 'Si conocemos a suficientes personas.',
      }),
      kpi('relationship_strength', 'kpi relationship_strength --by rep --interval 0.95', {
        en: 'How they stand to us, from −3 to +3, weighed by influence.',
        es: 'Cómo se sitúan respecto a nosotros, de −3 a +3, según su influencia.',
      }),
      kpi('political_balance', 'kpi political_balance --by rep --interval 0.95', {
        en: 'Whether influence is for us or against us.',
        es: 'Si la influencia está a favor o en contra.',
      }),
    ],
    reading: {
      en: 'A good mean can hide one powerful opponent: where the balance is below the strength, look for them. Few contacts make both uncertain.',
      es: 'Una buena media puede ocultar a un opositor poderoso: si el balance va por debajo de la fuerza, búsquelo. Con pocos contactos, ambos son inciertos.',
    },
  },
  {
    id: 'silent_opponents',
    group: 'people',
    text: { en: 'Who is against us without saying so?', es: '¿Quién está en contra sin decirlo?' },
    words: {
      en: 'hidden dissent, opponents, objections, silent no, sceptics, veto, enemy',
      es: 'disenso oculto, opositores, objeciones, no silencioso, escépticos, veto, enemigo',
    },
    looks: [
      kpi('hidden_dissent', 'rows hidden_dissent', {
        en: 'People who decide, are against us, and whom nobody has talked to alone lately.',
        es: 'Personas que deciden, están en contra y con las que nadie ha hablado a solas últimamente.',
      }),
      kpi('unheard_members', 'rows unheard_members', {
        en: 'People who decide and of whom nobody knows how they stand.',
        es: 'Personas que deciden y de las que nadie sabe qué piensan.',
      }),
      kpi('political_balance', 'trend political_balance', {
        en: 'Whether the wind is turning.',
        es: 'Si está cambiando el viento.',
      }),
    ],
    reading: {
      en: 'In a group nobody contradicts. Talk to each of the names alone before the next presentation and ask what would have to change.',
      es: 'En grupo nadie contradice. Hable a solas con cada nombre antes de la próxima presentación y pregunte qué tendría que cambiar.',
    },
  },
  {
    id: 'harass_or_neglect',
    group: 'people',
    text: { en: 'Do we harass some and neglect others?', es: '¿Acosamos a unos y descuidamos a otros?' },
    words: {
      en: 'harassment, pressure, annoying, too many calls, silence, neglected accounts, forgotten customers, pestering, pestering clients, bothering customers',
      es: 'acoso, presión, molestar, demasiadas llamadas, silencio, cuentas descuidadas, clientes olvidados, molestando, molestando a los clientes, poco caso',
    },
    looks: [
      kpi('pressured_accounts', 'rows pressured_accounts', {
        en: 'Accounts where a few people get nearly all touches, or one is tried again and again.',
        es: 'Cuentas donde unos pocos reciben casi todos los toques o se insiste con alguien que no responde.',
      }),
      kpi('silent_accounts', 'rows silent_accounts', {
        en: 'Accounts with an open deal that nobody has heard from.',
        es: 'Cuentas con una oportunidad abierta de las que no se sabe nada.',
      }),
      kpi('contact_concentration', 'kpi contact_concentration --by rep --interval 0.95', {
        en: 'How unevenly touches go to the people of an account.',
        es: 'Con qué desigualdad se reparten los toques entre las personas de una cuenta.',
      }),
    ],
    reading: {
      en: 'The two belong together: whoever chases one number makes the other worse. Move touches from the pressured to the silent accounts.',
      es: 'Van juntas: quien persigue un número empeora el otro. Pase toques de las cuentas presionadas a las que están en silencio.',
    },
  },
  {
    id: 'one_person',
    group: 'people',
    text: { en: 'Which deals hang on a single person?', es: '¿Qué oportunidades dependen de una sola persona?' },
    words: {
      en: 'single-threaded, one contact, contact leaves, champion leaves, dependence',
      es: 'un solo interlocutor, un solo contacto, se va el contacto, se va el aliado, dependencia',
    },
    looks: [
      kpi('single_threaded_accounts', 'rows single_threaded_accounts', {
        en: 'Accounts with an open deal where only one person answers us.',
        es: 'Cuentas con una oportunidad abierta en las que solo nos responde una persona.',
      }),
      kpi('contacts_per_account', 'kpi contacts_per_account --by rep --interval 0.95', {
        en: 'Whether there is somebody else we know.',
        es: 'Si conocemos a alguien más.',
      }),
      kpi('contacts_covered', 'compare contacts_covered --by rep', {
        en: 'How many different people each rep talks with.',
        es: 'Con cuántas personas distintas habla cada comercial.',
      }),
    ],
    reading: {
      en: 'Ask the one person for an introduction to a second one; where we know others already, call them.',
      es: 'Pida a esa persona que le presente a otra; si ya conocemos a más gente, llámela.',
    },
  },
  {
    id: 'spread',
    group: 'people',
    text: textOf('spread'),
    words: {
      en: 'distribution of calls, stage of the account, right moment, focus on one contact',
      es: 'reparto de llamadas, etapa de la cuenta, momento adecuado, centrarse en un contacto',
    },
    looks: [
      kpi('dials', 'kpi dials,reach_rate --by stage', {
        en: 'In which stage of the sale the calls are made, as it was when they were.',
        es: 'En qué etapa de la venta se llama, la que era en ese momento.',
      }),
      kpi('contact_concentration', 'kpi contact_concentration --by rep --interval 0.95', {
        en: 'Whether all people of an account get their share.',
        es: 'Si a todas las personas de la cuenta les llega su parte.',
      }),
      kpi('calls_per_contact', 'compare calls_per_contact --by rep', {
        en: 'How often the same person is called.',
        es: 'Cuántas veces se llama a la misma persona.',
      }),
    ],
    reading: {
      en: 'Many calls to accounts without a deal and few in negotiation: the day is spent at the wrong end. A high concentration: somebody who decides hears nothing.',
      es: 'Muchas llamadas a cuentas sin oportunidad y pocas en negociación: el día se va por el extremo equivocado. Mucha concentración: alguien que decide no sabe nada.',
    },
  },
  {
    id: 'do_we_know',
    group: 'people',
    text: {
      en: 'Do we know how our contacts stand to us, or do we guess?',
      es: '¿Sabemos cómo se sitúan nuestros contactos respecto a nosotros o lo suponemos?',
    },
    words: {
      en: 'ratings, fresh, up to date, maintained, guess, blind spots, gut feeling',
      es: 'valoraciones, recientes, al día, mantenidas, suponer, puntos ciegos, intuición',
    },
    looks: [
      kpi('rated_share', 'compare rated_share --by rep', {
        en: 'How many contacts have a rating that is still fresh.',
        es: 'Cuántos contactos tienen una valoración todavía reciente.',
      }),
      kpi('unheard_members', 'rows unheard_members', {
        en: 'Those who decide and have none at all.',
        es: 'Quienes deciden y no tienen ninguna.',
      }),
      kpi('contacts_known', 'kpi contacts_known --by rep', {
        en: 'How many people there are to know.',
        es: 'A cuántas personas hay que conocer.',
      }),
    ],
    reading: {
      en: 'Half a minute after a talk is enough for a rating. Begin with those who decide on open deals; without them no balance can be trusted.',
      es: 'Medio minuto tras una conversación basta para una valoración. Empiece por quienes deciden en oportunidades abiertas; sin ellas ningún balance es de fiar.',
    },
  },
  {
    id: 'after_the_sale',
    group: 'people',
    text: { en: 'Do we look after those who have bought?', es: '¿Atendemos a quienes ya nos compraron?' },
    words: {
      en: 'existing customers, after the sale, churn, loyalty, customer care, service, upselling, losing customers',
      es: 'clientes actuales, posventa, fuga de clientes, fidelidad, atención al cliente, servicio, venta cruzada, perder clientes',
    },
    looks: [
      ofCustomers('activities', 'kpi activities --by rep --interval 0.95', {
        en: 'What is done with accounts that have bought and have no open deal.',
        es: 'Lo que se hace con las cuentas que ya compraron y no tienen ninguna oportunidad abierta.',
      }),
      ofCustomers('contacts_covered', 'kpi contacts_covered --by rep --interval 0.95', {
        en: 'With how many people there anybody has talked.',
        es: 'Con cuántas personas de ellas ha hablado alguien.',
      }),
      kpi('relationship_strength', 'trend relationship_strength', {
        en: 'How people stand to us, those of customers among them.',
        es: 'Cómo se sitúan las personas respecto a nosotros, las de los clientes entre ellas.',
      }),
    ],
    reading: {
      en: 'Look at who is called once they have signed, and who never again. The log does not tell which customers have left: a renewal that is lost is a lost deal; write it down as one.',
      es: 'Mire a quién se llama después de firmar y a quién nunca más. El registro no dice qué clientes se han ido: una renovación perdida es una oportunidad perdida; apúntela como tal.',
    },
  },
  {
    id: 'winning_people',
    group: 'people',
    text: { en: 'Are we winning people over, or losing them?', es: '¿Nos estamos ganando a la gente o la perdemos?' },
    words: {
      en: 'relationship trend, sympathy falls, customer satisfaction, goodwill, losing support',
      es: 'evolución de la relación, baja la simpatía, satisfacción, apoyo, perder apoyos',
    },
    looks: [
      kpi('relationship_strength', 'trend relationship_strength', {
        en: 'How people stand to us, month by month.',
        es: 'Cómo se sitúan respecto a nosotros, mes a mes.',
      }),
      kpi('political_balance', 'trend political_balance', {
        en: 'The same as influence for and against.',
        es: 'Lo mismo como influencia a favor y en contra.',
      }),
      flags(['negative_balance', 'falling_balance'], 'risks', {
        en: 'Which open deals have a balance below zero, or one that falls.',
        es: 'Qué oportunidades abiertas tienen un balance bajo cero o en caída.',
      }),
    ],
    reading: {
      en: 'Ratings are dated and not overwritten, so a fall is a fall. Rule out first that only other people were rated.',
      es: 'Las valoraciones llevan fecha y no se sobrescriben: una caída es una caída. Descarte antes que solo se haya valorado a otras personas.',
    },
  },
];
