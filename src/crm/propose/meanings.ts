import { wordsOf } from './entity-words.ts';

/** What the words of a stage tell of its kind; null: an open one. */
export function closedKind(stageName: string): 'won' | 'lost' | null {
  const words = ` ${wordsOf(stageName).join(' ')} `;
  if (
    / (lost|perdid[oa]s?|closedlost|rechazad[oa]|descartad[oa]|abandonad[oa]|cancelad[oa]|cancelled|canceled|dead) /.test(
      words,
    )
  )
    return 'lost';
  return / (won|ganad[oa]s?|closedwon|cerrad[oa] con exito) /.test(words) ? 'won' : null;
}

/** Where in a sale a stage of this name usually stands. */
export function usualPlace(stageName: string): number {
  const text = wordsOf(stageName).join(' ');
  const places = [
    /new|nuev|prospect|lead|identif/,
    /contact|engag|qualif|calific|cualific|interes/,
    /discover|need|analys|analis|descubr|demo|meeting|reunion|presenta/,
    /propos|propuest|quot|cotiza|oferta|presupuest/,
    /negoti|negocia|decision|legal|contract|contrat|verbal|commit/,
  ];
  const found = places.findIndex((place) => place.test(text));
  return found < 0 ? 2 : found;
}

/** The channel that the words of an activity's type tell. */
export function channelOf(type: string): string | null {
  const text = wordsOf(type).join(' ');
  const channels: readonly (readonly [RegExp, string])[] = [
    [/video|zoom|teams|webinar|demo|virtual|online/, 'video'],
    [/sms|whatsapp|text|mensaje|message/, 'text'],
    [/linkedin|social|facebook|instagram/, 'social'],
    [/e ?mail|correo/, 'email'],
    [/visit|visita/, 'visit'],
    [/call|llamada|phone|telefon/, 'call'],
    [/meet|reunion|lunch|comida|almuerzo|event|cita|presenta/, 'meeting'],
  ];
  return channels.find(([words]) => words.test(text))?.[1] ?? null;
}
