/** The words of a text, in order. */
function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}

/** Names from which the demo's people and companies are put together. None is meant to be anybody's. */
export const firstNames = words(`
  Lucía Hugo María Martín Paula Álvaro Carmen Javier Nuria Sergio Elena Pablo Inés Adrián Marta Rubén
  Ainhoa Iker Rocío Manuel Beatriz Óscar Teresa Gonzalo Silvia Andrés Núria Jordi Begoña Xabier
`);

export const surnames = words(`
  García Martínez López Sánchez Ibáñez Etxeberria Romero Núñez Vidal Castaño Moreno Serrano Ortega Rey
  Crespo Peña Aguirre Bravo Campos Duarte Esteban Fuentes Gil Herrera Ledesma Mora Navas Olmedo Prieto
  Quintana Rivas Soler Tapia Vega Zamora
`);

export const companyKinds = words(`
  Talleres Suministros Grupo Conservas Logística Clínicas Hoteles Bodegas Plásticos Ingeniería
  Transportes Laboratorios Muebles Alimentos Gráficas Energía Textiles Construcciones Seguros
  Maquinaria
`);

export const companyPlaces = words(`
  Arlanza Bidasoa Cantaloba Duratón Esgueva Finisterra Guadalora Henarejos Izarra Jalama Lozoyar
  Montalbor Nerviaga Orbada Pisuegar Queiles Riazul Segurilla Tajuña Ulzamar Valdoro Zújara Aldehuela
  Berrocal Carrascosa Doñinos Espinar Fresneda Guijuelo Hornillos
`);

export const companyForms = [' S.L.', ', S.A.', '', ' S.Coop.', ''] as const;

export const industries = words(`
  industria alimentación logística salud turismo servicios construcción energía
`);

/** Titles with the influence (0 … 3) that they usually carry. */
export const titles: readonly (readonly [title: string, influence: number])[] = [
  ['Dirección general', 3],
  ['Dirección financiera', 3],
  ['Dirección de operaciones', 3],
  ['Dirección comercial', 2],
  ['Responsable de compras', 2],
  ['Dirección de sistemas', 2],
  ['Responsable de producto', 1],
  ['Responsable de planta', 1],
  ['Soporte de sistemas', 1],
  ['Administración de compras', 0],
  ['Asistente de dirección', 0],
];

/** What reps write beside a rating: friendly, neutral, hostile. */
export const ratingNotes = {
  good: ['Nos recomienda a sus colegas', 'Quiere avanzar este trimestre', 'Muy receptivo en la reunión'],
  even: ['Aún compara opciones', 'Pide referencias, antes de opinar'],
  bad: ['Prefiere al proveedor actual', 'Dice que "no es el momento"', 'Molesto por los plazos, no contesta'],
} as const;

/** What is handed out, by type. */
export const assets = {
  brochure: ['Catálogo general', 'Folleto de producto'],
  case_study: ['Caso de éxito: industria', 'Caso de éxito: logística', 'Caso de éxito: salud'],
  demo_video: ['Demo en 5 minutos', 'Recorrido completo'],
  price_list: ['Tarifas vigentes'],
  roi_sheet: ['Hoja de retorno'],
} as const;
