import { type AskedQuestion, effect, kpi, report, textOf } from '../question.ts';

/** What is said and given, and by whom. */
export const messageQuestions: readonly AskedQuestion[] = [
  {
    id: 'source_pitch_or_rep',
    group: 'message',
    text: {
      en: 'What is weak: the source, the company’s pitch or the rep?',
      es: '¿Qué falla: el origen, el argumento de la empresa o el comercial?',
    },
    words: {
      en: 'whose fault, marketing or sales, pull apart, source or pitch or rep',
      es: 'de quién es la culpa, marketing o ventas, separar, origen o fuente o argumento o comercial',
    },
    looks: [
      effect('lead_source_quality', {
        en: 'The source, with rep, pitch, product and segment held equal.',
        es: 'El origen, a igualdad de comercial, argumento, producto y segmento.',
      }),
      effect('company_pitch_quality', {
        en: 'The pitch, whoever delivers it and whoever hears it.',
        es: 'El argumento, lo cuente quien lo cuente y lo oiga quien lo oiga.',
      }),
      effect('rep_presentation_quality', {
        en: 'The rep, with the same sources and pitches as everybody.',
        es: 'El comercial, con los mismos orígenes y argumentos que los demás.',
      }),
    ],
    reading: {
      en: 'Act on what stands out beyond chance. What cannot be told apart, such as a source that one rep alone works, is named: let somebody else work it for a while.',
      es: 'Actúe sobre lo que destaque más allá del azar. Lo que no se puede separar, como un origen que trabaja un solo comercial, se nombra: deje que otra persona lo trabaje un tiempo.',
    },
  },
  {
    id: 'pitch_works',
    group: 'message',
    text: { en: 'Does our pitch work?', es: '¿Funciona nuestro argumento de venta?' },
    words: {
      en: 'pitch, message, script, value proposition, which argument, story',
      es: 'argumento, mensaje, guion, propuesta de valor, qué decir, discurso',
    },
    looks: [
      effect('company_pitch_quality', {
        en: 'How often a conversation with it closes, with source, rep and product held equal.',
        es: 'Cuántas conversaciones con él se cierran, a igualdad de origen, comercial y producto.',
      }),
      kpi('dials_reached', 'kpi dials_reached --by pitch,rep', {
        en: 'How many conversations there are to judge by: a pitch that one rep alone uses cannot be told from that rep.',
        es: 'De cuántas conversaciones se dispone: un argumento que usa un solo comercial no se distingue de ese comercial.',
      }),
    ],
    reading: {
      en: 'A pitch that closes less with every rep is to be rewritten. To try a new one, let some reps use it and others not, in the same weeks.',
      es: 'Un argumento que cierra menos con todos los comerciales hay que reescribirlo. Para probar uno nuevo, que lo usen unos sí y otros no en las mismas semanas.',
    },
  },
  {
    id: 'rep_weak',
    group: 'message',
    text: { en: 'Is this rep weak, or just unlucky?', es: '¿Este comercial flojea o solo tiene mala suerte?' },
    words: {
      en: 'weak rep, is the rep weak, luck, skill, bad seller, underperformer, is the rep good, fair judgement, talent',
      es: 'comercial flojo, vende mal, suerte, capacidad, mal vendedor, bajo rendimiento, es bueno el comercial, juicio justo, talento',
    },
    looks: [
      kpi('win_rate', 'compare win_rate --by rep', {
        en: 'Whether the rep wins less than chance alone would do to somebody like the others.',
        es: 'Si gana menos de lo que el azar por sí solo haría con alguien como los demás.',
      }),
      effect('rep_presentation_quality', {
        en: 'The same with equal leads, pitches and products.',
        es: 'Lo mismo con leads, argumentos y productos iguales.',
      }),
      report('diagnosis', 'diagnose --rep REP', {
        en: 'What is done well, what may be wrong, and the one thing to adjust.',
        es: 'Qué hace bien, qué puede estar fallando y lo único que hay que ajustar.',
      }),
    ],
    reading: {
      en: 'Within chance: leave it. Below the group, but not with equal leads: change the leads. Below in both: talk about the one thing that the diagnosis names.',
      es: 'Dentro del azar: déjelo estar. Por debajo, pero no a igualdad de leads: cambie los leads. Por debajo en ambos: hable de lo único que nombra el diagnóstico.',
    },
  },
  {
    id: 'material_works',
    group: 'message',
    text: { en: 'Does the marketing material work?', es: '¿Funciona el material de marketing?' },
    words: {
      en: 'brochure, does the brochure help, case study, video, price list, content, collateral, information provided, documents',
      es: 'sirve el material, sirven los folletos, folleto, caso de éxito, vídeo, tarifa, contenido, información entregada, documentos',
    },
    looks: [
      effect('material_quality', {
        en: 'With which material deals go on more often, source, segment, rep and stage held equal.',
        es: 'Con qué material avanzan más las oportunidades, a igualdad de origen, segmento, comercial y etapa.',
      }),
      kpi('information_provided', 'kpi information_provided --by asset_type', {
        en: 'What is given at all, and how often.',
        es: 'Qué se entrega y cuántas veces.',
      }),
      kpi('information_types', 'kpi information_types --by rep', {
        en: 'Who uses what there is.',
        es: 'Quién usa lo que hay.',
      }),
    ],
    reading: {
      en: 'Material that goes with progress and is seldom given: give it more. Given often without a trace: ask what it is for. It is an association; a trial with and without it proves more.',
      es: 'Material que va unido al avance y se da poco: delo más. Se da mucho y no deja huella: pregúntese para qué sirve. Es una asociación; una prueba con y sin él demuestra más.',
    },
  },
  {
    id: 'presented',
    group: 'message',
    text: textOf('presented'),
    words: {
      en: 'presented or sent, proposals, offers, quotes, presentation meeting',
      es: 'presentadas o enviadas, propuestas, ofertas, presupuestos, reunión de presentación',
    },
    looks: [
      kpi('proposal_presentations', 'compare proposal_presentations --by rep', {
        en: 'How many proposals were gone through with somebody who decides.',
        es: 'Cuántas propuestas se repasaron con alguien que decide.',
      }),
      kpi('presented_share', 'compare presented_share --by rep', {
        en: 'What part of the proposals sent was presented like that.',
        es: 'Qué parte de las propuestas enviadas se presentó así.',
      }),
      kpi('decision_team_attendance', 'kpi decision_team_attendance --by rep --interval 0.95', {
        en: 'How many of those who decide sat at the table.',
        es: 'Cuántos de quienes deciden estaban en la mesa.',
      }),
    ],
    reading: {
      en: 'Sent is not presented. Below the group: agree the date with those who decide first, and send the proposal only then.',
      es: 'Enviar no es presentar. Por debajo del grupo: acuerde primero la cita con quienes deciden y solo entonces envíe la propuesta.',
    },
  },
  {
    id: 'presenting_pays',
    group: 'message',
    text: {
      en: 'Is presenting worth more than just sending?',
      es: '¿Vale más presentar que limitarse a enviar?',
    },
    words: {
      en: 'presented versus sent, send the offer by mail, does a meeting help, proposal win rate',
      es: 'presentar frente a enviar, mandar la oferta por correo, sirve reunirse, éxito de las propuestas',
    },
    looks: [
      kpi('win_rate_presented', 'kpi win_rate_presented --by segment --interval 0.95', {
        en: 'How many deals are won that were presented.',
        es: 'Cuántas oportunidades presentadas se ganan.',
      }),
      kpi('win_rate_unpresented', 'kpi win_rate_unpresented --by segment --interval 0.95', {
        en: 'How many are won that were only sent, counted from the same day of the sale.',
        es: 'Cuántas se ganan de las solo enviadas, contadas desde el mismo día de la venta.',
      }),
      kpi('presented_share', 'compare presented_share --by rep', {
        en: 'How much there is to gain: the part not presented yet.',
        es: 'Cuánto queda por ganar: la parte que aún no se presenta.',
      }),
    ],
    reading: {
      en: 'If the two intervals do not overlap, the gap is more than chance. Part of it may be that better deals get a meeting more easily.',
      es: 'Si los dos intervalos no se solapan, la distancia es más que azar. Parte puede deberse a que las mejores oportunidades consiguen reunión con más facilidad.',
    },
  },
];
