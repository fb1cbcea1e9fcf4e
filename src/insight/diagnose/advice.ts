import type { Text } from '../../domain/text.ts';
import type { LookedAt } from './looks.ts';

/** What a coach says to a rep of one KPI: when it is done well, when it may be wrong, and the one thing to try then. */
export type Advice = { readonly good: Text; readonly bad: Text; readonly adjust: Text };

/** The coach's words for each KPI that is looked at. What may be wrong is put as what the figures show, never as what the rep is. */
export const advice: Readonly<Record<LookedAt, Advice>> = {
  dials: {
    good: {
      en: 'You keep up a steady number of calls, more than the group.',
      es: 'Mantiene un ritmo de llamadas superior al del grupo.',
    },
    bad: {
      en: 'You make fewer calls than the group in as many days.',
      es: 'Hace menos llamadas que el grupo en los mismos días.',
    },
    adjust: {
      en: 'Keep the first hour of each morning free for calls, and write the list of whom to call the evening before.',
      es: 'Reserve la primera hora de cada mañana para llamar y deje hecha la tarde anterior la lista de a quién llamará.',
    },
  },
  follow_ups: {
    good: {
      en: 'You do not let go after the first attempt: you follow up more than the group.',
      es: 'No se queda en el primer intento: hace más seguimientos que el grupo.',
    },
    bad: {
      en: 'You come back to people less often than the group does.',
      es: 'Vuelve a contactar con menos frecuencia que el grupo.',
    },
    adjust: {
      en: 'After each attempt without an answer, put the next one in your diary at once, on another weekday and at another hour.',
      es: 'Tras cada intento sin respuesta, anote en el momento el siguiente en su agenda, otro día de la semana y a otra hora.',
    },
  },
  first_attempts: {
    good: {
      en: 'You open more new doors than the group: more first attempts in as many days.',
      es: 'Abre más puertas nuevas que el grupo: más primeros intentos en los mismos días.',
    },
    bad: {
      en: 'You try fewer new people than the group in as many days.',
      es: 'Intenta contactar con menos personas nuevas que el grupo en los mismos días.',
    },
    adjust: {
      en: 'Choose five people every Monday whom nobody has tried yet, and make the first attempt with all five by Wednesday.',
      es: 'Elija cada lunes a cinco personas con las que nadie lo haya intentado y haga con las cinco el primer intento antes del jueves.',
    },
  },
  pressured_accounts: {
    good: {
      en: 'Your touches are well spread: fewer of your accounts are pressed than in the group.',
      es: 'Reparte bien sus toques: tiene menos cuentas presionadas que el grupo.',
    },
    bad: {
      en: 'In many of your accounts most touches go to one person, or to somebody who does not answer.',
      es: 'En muchas de sus cuentas la mayoría de los toques va a una sola persona, o a alguien que no responde.',
    },
    adjust: {
      en: 'In each pressed account, leave the person who has not answered in peace for two weeks and speak with two colleagues of theirs first.',
      es: 'En cada cuenta presionada, dé dos semanas de descanso a quien no responde y hable antes con otras dos personas de esa cuenta.',
    },
  },
  silent_accounts: {
    good: {
      en: 'You keep the talk going where there is an open deal: fewer of your accounts fall silent than in the group.',
      es: 'Mantiene viva la conversación donde hay una oportunidad abierta: tiene menos cuentas en silencio que el grupo.',
    },
    bad: {
      en: 'Many of your accounts with an open deal go for weeks without anybody there answering.',
      es: 'Muchas de sus cuentas con una oportunidad abierta pasan semanas sin que nadie de la cuenta responda.',
    },
    adjust: {
      en: 'Every Monday list your open deals without a recent answer, largest first, and speak with somebody in the first three by Tuesday evening.',
      es: 'Haga cada lunes la lista de sus oportunidades abiertas sin respuesta reciente, de mayor a menor importe, y hable con alguien de las tres primeras antes del miércoles.',
    },
  },
  single_threaded_accounts: {
    good: {
      en: 'Your open deals rest on several people more often than those of the group.',
      es: 'Sus oportunidades abiertas se apoyan en varias personas más a menudo que las del grupo.',
    },
    bad: {
      en: 'Many of your open deals hang on a single person.',
      es: 'Muchas de sus oportunidades abiertas dependen de una sola persona.',
    },
    adjust: {
      en: 'In each of these accounts ask the person you know to introduce you to one more who has a say, and agree the date in that same talk.',
      es: 'En cada una de esas cuentas, pida a la persona que ya conoce que le presente a otra que participe en la decisión y fije la fecha en esa misma conversación.',
    },
  },
  presented_share: {
    good: {
      en: 'You present your proposals to those who decide, more often than the group.',
      es: 'Presenta sus propuestas a quienes deciden, más a menudo que el grupo.',
    },
    bad: {
      en: 'Your proposals go out, but few of them are presented to those who decide.',
      es: 'Sus propuestas salen, pero pocas se presentan a quienes deciden.',
    },
    adjust: {
      en: 'Before you send the next proposal, agree half an hour with those who decide, and send it only once that date stands.',
      es: 'Antes de enviar la próxima propuesta, acuerde media hora con quienes deciden y envíela solo cuando tenga esa cita.',
    },
  },
  decision_team_attendance: {
    good: {
      en: 'When you present, more of those who decide are in the room than with the group.',
      es: 'Cuando presenta, hay en la sala más de quienes deciden que en el grupo.',
    },
    bad: {
      en: 'When you present, a large part of those who decide is not there.',
      es: 'Cuando presenta, falta buena parte de quienes deciden.',
    },
    adjust: {
      en: 'Two days before the next presentation, confirm with each of those who decide by name; if one cannot come, move it or give that person fifteen minutes alone.',
      es: 'Dos días antes de la próxima presentación, confirme asistencia con cada una de las personas que deciden; si alguna no puede, cambie la fecha o dedíquele quince minutos a solas.',
    },
  },
  decision_team_coverage: {
    good: {
      en: 'You are in touch with more of those who decide on your open deals than the group is.',
      es: 'Está en contacto con más de quienes deciden en sus oportunidades abiertas que el grupo.',
    },
    bad: {
      en: 'With many of those who decide on your open deals nobody has spoken lately.',
      es: 'Con muchas de las personas que deciden en sus oportunidades abiertas no se ha hablado últimamente.',
    },
    adjust: {
      en: 'For your three largest open deals, name those who decide and have not been spoken with lately, and ask one of them for ten minutes this week.',
      es: 'En sus tres mayores oportunidades abiertas, anote quiénes deciden y llevan tiempo sin hablar con usted, y pida diez minutos a una de esas personas esta semana.',
    },
  },
  reach_rate: {
    good: {
      en: 'When you call, you reach somebody more often than the group.',
      es: 'Cuando llama, le contestan más a menudo que al grupo.',
    },
    bad: {
      en: 'When you call, you reach somebody less often than the group.',
      es: 'Cuando llama, le contestan menos que al grupo.',
    },
    adjust: {
      en: 'For two weeks, call each person at another hour than the last time, and note which hours are answered.',
      es: 'Durante dos semanas, llame a cada persona a una hora distinta de la última vez y anote a qué horas contestan.',
    },
  },
  first_reach_rate: {
    good: {
      en: 'Your first attempts are answered more often than those of the group.',
      es: 'Sus primeros intentos obtienen respuesta más a menudo que los del grupo.',
    },
    bad: {
      en: 'Your first attempts are answered less often than those of the group.',
      es: 'Sus primeros intentos obtienen menos respuesta que los del grupo.',
    },
    adjust: {
      en: 'Before each first attempt, look for two minutes at what the person does, and open with one sentence about it.',
      es: 'Antes de cada primer intento, dedique dos minutos a ver a qué se dedica la persona y empiece con una frase sobre ello.',
    },
  },
  prospects: {
    good: {
      en: 'You win more prospects than the group in as many days.',
      es: 'Consigue más prospectos que el grupo en los mismos días.',
    },
    bad: {
      en: 'You win fewer prospects than the group in as many days.',
      es: 'Consigue menos prospectos que el grupo en los mismos días.',
    },
    adjust: {
      en: 'In your next five talks, ask two questions about what the customer needs before you speak of the product, and go through two of these talks with your coach.',
      es: 'En sus próximas cinco conversaciones, haga dos preguntas sobre lo que necesita el cliente antes de hablar del producto y repase dos de ellas con quien le acompaña.',
    },
  },
  qualified_conversion: {
    good: {
      en: 'More of your qualified leads become prospects than those of the group.',
      es: 'Más leads cualificados suyos llegan a prospecto que en el grupo.',
    },
    bad: {
      en: 'Fewer of your qualified leads become prospects than those of the group.',
      es: 'Menos leads cualificados suyos llegan a prospecto que en el grupo.',
    },
    adjust: {
      en: 'End your next talk with each qualified lead on a written next step: what, who and on which day; go through two of these talks with your coach.',
      es: 'Cierre su próxima conversación con cada lead cualificado con un siguiente paso por escrito: qué, quién y qué día; repase dos de ellas con quien le acompaña.',
    },
  },
  close_rate: {
    good: {
      en: 'For as many calls answered, you close more contracts than the group.',
      es: 'Con las mismas llamadas contestadas, cierra más contratos que el grupo.',
    },
    bad: {
      en: 'For as many calls answered, you close fewer contracts than the group.',
      es: 'Con las mismas llamadas contestadas, cierra menos contratos que el grupo.',
    },
    adjust: {
      en: 'Rehearse the talk with your coach this week, and in your next five conversations ask plainly at the end what is still missing for a decision.',
      es: 'Ensaye esta semana la conversación con quien le acompaña y, en las próximas cinco, pregunte al final con claridad qué falta para decidir.',
    },
  },
  win_rate: {
    good: {
      en: 'Of the deals that end, you win a larger share than the group.',
      es: 'De las oportunidades que terminan, gana una parte mayor que el grupo.',
    },
    bad: {
      en: 'Of the deals that end, you win a smaller share than the group.',
      es: 'De las oportunidades que terminan, gana una parte menor que el grupo.',
    },
    adjust: {
      en: 'Ask the customers of your last three lost deals what decided it, and take the answer that comes twice into your next proposal.',
      es: 'Pregunte a los clientes de sus tres últimas oportunidades perdidas qué fue lo decisivo y lleve a su próxima propuesta la respuesta que se repita.',
    },
  },
  sales_cycle_days: {
    good: {
      en: 'Your deals are won faster than those of the group.',
      es: 'Sus oportunidades se ganan antes que las del grupo.',
    },
    bad: {
      en: 'The deals you win take longer than those of the group.',
      es: 'Las oportunidades que gana tardan más que las del grupo.',
    },
    adjust: {
      en: 'In every talk on an open deal, agree the day of the next step before you say goodbye, and at most two weeks ahead.',
      es: 'En cada conversación sobre una oportunidad abierta, acuerde antes de despedirse el día del siguiente paso, a dos semanas como mucho.',
    },
  },
  rated_share: {
    good: {
      en: 'You keep the ratings of your contacts fresh, more than the group.',
      es: 'Mantiene al día las valoraciones de sus contactos, más que el grupo.',
    },
    bad: {
      en: 'Few of your contacts have a fresh rating, so that we hardly know how they stand to us.',
      es: 'Pocos de sus contactos tienen una valoración reciente y apenas sabemos cómo se sitúan respecto a nosotros.',
    },
    adjust: {
      en: 'After each talk take half a minute to rate the person from −3 to +3, beginning with the accounts that have an open deal.',
      es: 'Después de cada conversación, dedique medio minuto a valorar a la persona de −3 a +3, empezando por las cuentas con una oportunidad abierta.',
    },
  },
};
