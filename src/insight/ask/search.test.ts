import { describe, expect, test } from 'vitest';
import { catalogue } from '../../kpi/catalogue/index.ts';
import { askCatalogue } from './catalogue/index.ts';
import { labelOfLook } from './labels.ts';
import { searchOver } from './search.ts';

const kpis = new Map(catalogue.map((kpi) => [kpi.id, kpi]));
const find = searchOver(askCatalogue, (look) => labelOfLook(look, kpis));

describe('every question is found', () => {
  test.each(askCatalogue.map((question) => [question.id, question] as const))('%s', (id, { text }) => {
    for (const words of [id, text.en, text.es, text.es.toUpperCase()]) expect(find(words).clear?.id).toBe(id);
  });
});

describe('free words find the question that they mean', () => {
  test.each([
    ['why do we lose', 'why_lose'],
    ['por que perdemos', 'why_lose'],
    ['motivos de perdida', 'why_lose'],
    ['do we annoy our customers with too many calls', 'harass_or_neglect'],
    ['harassment', 'harass_or_neglect'],
    ['acosamos a los clientes', 'harass_or_neglect'],
    ['clientes descuidados', 'harass_or_neglect'],
    ['who decides', 'who_decides'],
    ['who is the boss in the account', 'who_decides'],
    ['¿quién manda en la cuenta?', 'who_decides'],
    ['are we pestering clients', 'harass_or_neglect'],
    ['estamos molestando a los clientes', 'harass_or_neglect'],
    ['which deals are at risk', 'forecast_at_risk'],
    ['qué oportunidades están en riesgo', 'forecast_at_risk'],
    ['will we hit quota', 'on_target'],
    ['does the brochure help', 'material_works'],
    ['quien decide', 'who_decides'],
    ['hidden dissent', 'silent_opponents'],
    ['disenso oculto', 'silent_opponents'],
    ['is the marketing material any good', 'material_works'],
    ['sirven los folletos', 'material_works'],
    ['how long is the sales cycle', 'cycle_length'],
    ['cuánto tarda una venta', 'cycle_length'],
    ['por que tardan tanto las ventas', 'cycle_length'],
    ['cuanto nos cuesta un cliente', 'cost'],
    ['best lead source', 'which_source'],
    ['churn', 'after_the_sale'],
    ['clientes actuales', 'after_the_sale'],
    ['de donde vienen los clientes', 'which_source'],
    ['forecast at risk', 'forecast_at_risk'],
    ['prevision en riesgo', 'forecast_at_risk'],
    ['does follow up pay', 'follow_up_pays'],
    ['compensa insistir', 'follow_up_pays'],
    ['is the rep weak', 'rep_weak'],
    ['tiene mala suerte', 'rep_weak'],
    ['presented versus sent', 'presenting_pays'],
    ['cost in money, time and energy', 'cost'],
    ['coste de un cliente', 'cost'],
    ['activity or quality', 'activity_or_quality'],
    ['cantidad o calidad', 'activity_or_quality'],
    ['leads or interest in the product', 'leads_or_interest'],
    ['when to call', 'best_hour'],
    ['a que hora llamar', 'best_hour'],
    ['email or phone', 'which_channel'],
    ['correo o telefono', 'which_channel'],
    ['campaña', 'campaign_pays'],
    ['does advertising pay', 'campaign_pays'],
    ['ideal customer', 'which_segment'],
    ['coaching', 'whom_to_coach'],
    ['a quien formar', 'whom_to_coach'],
    ['new hire', 'new_rep'],
    ['will we reach our target', 'on_target'],
    ['llegamos al objetivo', 'on_target'],
    ['stalled deals', 'where_stuck'],
    ['cuello de botella', 'where_stuck'],
    ['wasted time', 'time_spent'],
    ['single threaded', 'one_person'],
    ['grandes cuentas o clientes pequeños', 'large_or_small'],
    ['oportunidades estancadas', 'where_stuck'],
    // Slips of the pen.
    ['harasment', 'harass_or_neglect'],
    ['forcast at risk', 'forecast_at_risk'],
    ['why_loose', 'why_lose'],
  ])('%s', (words, id) => {
    const { clear, candidates } = find(words);
    expect([clear?.id, candidates.map((question) => question.id)]).toEqual([id, expect.arrayContaining([id])]);
  });
});

test('words that may mean several questions name them, the likeliest first and five at most', () => {
  const { clear, candidates } = find('calls');
  expect(clear).toBeNull();
  expect(candidates.length).toBeGreaterThan(1);
  expect(candidates.length).toBeLessThanOrEqual(5);
  expect(candidates.map(({ id }) => id)).toContain('numbers');
});

test('words that no question has find none', () => {
  expect(find('zzz qqq')).toEqual({ clear: null, candidates: [] });
  expect(find('')).toEqual({ clear: null, candidates: [] });
});
