import type { Text } from '../../domain/text.ts';
import { fitText, signText, type Writers } from '../../insight/ask/in-words.ts';
import type { Fit, Proposal } from '../../insight/ask/proposal.ts';
import type { Kpi } from '../../kpi/kpi.ts';
import { needsInWords } from '../../kpi/needs.ts';
import { type Playbook, type PlaybookId, playbooks as allPlaybooks } from '../../kpi/playbooks.ts';
import type { CliContext } from '../context.ts';
import { command, paragraph } from './paragraph.ts';

type Kpis = ReadonlyMap<string, Kpi>;

/** How the playbooks fit a log, and what writes its numbers. */
export type Fitting = { readonly proposal: Proposal; readonly writers: Writers };

/** Playbooks: the philosophy of each, whom it fits, and with a log its signs there. */
export function playbooksPage(
  context: CliContext,
  kpis: Kpis,
  fitting: Fitting | null,
  only: PlaybookId | null,
  data: string | undefined,
): string {
  const shown = allPlaybooks.filter(({ id }) => only === null || id === only);
  const each = shown.map((playbook) => playbookText(context, kpis, playbook, fitting, data));
  return [...each, ...(fitting === null ? [] : [proposalText(context, fitting, data)])].join('\n\n');
}

function playbookText(
  context: CliContext,
  kpis: Kpis,
  playbook: Playbook,
  fitting: Fitting | null,
  data: string | undefined,
): string {
  const { say } = context;
  const focus = playbook.focus.map((id) => `${say(kpis.get(id)!.label)} (${id})`).join(', ');
  const line = (heading: Text, text: string): string => paragraph(context, `${say(heading)} ${text}`, '    ', '  ');
  return [
    `${say(playbook.label)}  (${playbook.id})`,
    paragraph(context, say(playbook.philosophy), '  '),
    line({ en: 'Fits:', es: 'Encaja con:' }, `${say(playbook.fits)}.`),
    line({ en: 'Watch first:', es: 'Vigile primero:' }, `${focus}.`),
    line({ en: 'Beware:', es: 'Cuidado:' }, say(playbook.beware)),
    ...(fitting === null ? [] : signsText(context, fitOf(fitting, playbook.id), fitting.writers)),
    `  $ ${command(['tacto', 'board', '--data', data ?? 'DIR', '--playbook', playbook.id])}`,
  ].join('\n');
}

const signMarks = { true: '✓', false: '✗', null: '?' } as const;

function signsText(context: CliContext, { signs, lacking, ...fit }: Fit, writers: Writers): string[] {
  const { say } = context;
  const heading = say({ en: 'In this log', es: 'En este registro' });
  return [
    `  ${heading}: ${say(fitText({ signs, lacking, ...fit }, writers))}`,
    ...signs.map((found) =>
      paragraph(context, say(signText(found, writers)), '      ', `    ${signMarks[`${found.holds}`]} `),
    ),
    ...lacking.map((one) => paragraph(context, say(lackingText(one)), '      ', '    ! ')),
  ];
}

function lackingText({ kpi, missing }: Fit['lacking'][number]): Text {
  const needs = needsInWords(missing);
  return { en: `${kpi.label.en} lacks ${needs.en}`, es: `a «${kpi.label.es}» le falta ${needs.es}` };
}

function fitOf({ proposal }: Fitting, id: PlaybookId): Fit {
  return proposal.fits.find(({ playbook }) => playbook.id === id)!;
}

/** The proposal and what speaks for it. */
export function proposalText(context: CliContext, fitting: Fitting, data: string | undefined): string {
  const { proposal, writers } = fitting;
  const { say } = context;
  const fit = fitOf(fitting, proposal.proposed);
  const others = proposal.fits
    .filter(({ playbook }) => playbook.id !== proposal.proposed)
    .map((other) => `${other.playbook.id} ${say(fitText(other, writers))}`)
    .join(' · ');
  const heading = say({
    en: 'The way of managing that fits this log',
    es: 'La manera de dirigir que encaja con este registro',
  });
  const thin = say({
    en: 'No way shows half of its signs here with its KPIs at hand; this one asks least of a log.',
    es: 'Ninguna manera muestra aquí la mitad de sus indicios con sus KPI disponibles; esta es la que menos pide a un registro.',
  });
  const reasons = [
    ...(proposal.isThin ? [thin] : []),
    ...fit.signs.filter(({ holds }) => holds === true).map((found) => say(signText(found, writers))),
    ...fit.lacking.map((lacking) => say(lackingText(lacking))),
  ];
  return [
    `${heading}: ${say(fit.playbook.label)} (${say(fitText(fit, writers))})`,
    ...reasons.map((text) => paragraph(context, text, '    ', '  · ')),
    paragraph(
      context,
      `${say({ en: 'Others:', es: 'Las demás:' })} ${others} · ${command(['tacto', 'ask', '--playbook', '--data', data ?? 'DIR'])}`,
      '    ',
      '  ',
    ),
  ].join('\n');
}
