import type { Workspace } from '../../domain/workspace.ts';

/** What matures as time passes and nothing else happens: cohorts whose window has closed. */
export function ripenings(
  workspace: Workspace,
): readonly { readonly fact: string; readonly flag: string; readonly days: number }[] {
  const { conversion_window_days, presentation_window_days, win_window_days } = workspace.thresholds;
  return [
    { fact: 'deal_created', flag: 'matured', days: win_window_days },
    { fact: 'first_proposal', flag: 'presenting_matured', days: presentation_window_days },
    { fact: 'first_proposal', flag: 'winning_matured', days: win_window_days },
    { fact: 'lead_qualified', flag: 'matured', days: conversion_window_days },
    { fact: 'lead_attempted', flag: 'matured', days: conversion_window_days },
  ];
}
