/** What `tacto effects` tells: each an effect pulled apart from the others. */
export const effectIds = [
  'lead_source_quality',
  'company_pitch_quality',
  'rep_presentation_quality',
  'product_interest',
  'material_quality',
  'reach',
] as const;
export type EffectId = (typeof effectIds)[number];
