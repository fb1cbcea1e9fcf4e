import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { choicesQuery } from '../../api/choices.ts';
import { nextDay } from '../../state/look.ts';
import { useWriters } from '../../state/writers.ts';
import { KpiFigure } from '../figure/kpi-figure.tsx';

type WeightedPipelineProps = { readonly value: number; readonly where: string | undefined };

/** The weighted pipeline as it stands now. */
export function WeightedPipeline({ value, where }: WeightedPipelineProps): ReactNode {
  const writers = useWriters();
  const { data: choices } = useQuery(choicesQuery);
  if (choices === undefined) return writers.value(value, 'money');
  const { last } = choices;
  return (
    <KpiFigure id="weighted_pipeline" unit="money" value={{ value }} of={{ from: last, to: nextDay(last), where }} />
  );
}
