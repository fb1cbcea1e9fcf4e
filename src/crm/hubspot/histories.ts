import type { CrmObject } from '../import/definition.ts';
import { change, common, flag, id, instant, json, link, named, text } from './fields.ts';

/** What tables of pipelines and of the API tell of records besides: histories, pipelines, merges, links. */
export const histories: readonly CrmObject[] = [
  {
    name: 'deal_stage',
    title: 'Deal stages over time',
    files: named('dealstages?(histor(y|ies))?'),
    marks: ['deal_id', 'value', 'entered_at'],
    fields: {
      deal_id: id('deal_id'),
      value: text('value', 'stage_id'),
      entered_at: instant('date_entered', '_fivetran_start'),
      source: text('source'),
      author: text('source_id'),
      synced: text('_fivetran_synced'),
    },
  },
  {
    name: 'deal_history',
    title: 'Deal property history',
    files: named('dealpropertyhistory'),
    marks: ['deal_id', 'name', 'value', 'timestamp'],
    fields: { ...change, deal_id: id('deal_id') },
  },
  {
    name: 'contact_history',
    title: 'Contact property history',
    files: named('contactpropertyhistory'),
    marks: ['contact_id', 'name', 'value', 'timestamp'],
    fields: { ...change, contact_id: id('contact_id') },
  },
  {
    name: 'company_history',
    title: 'Company property history',
    files: named('companypropertyhistory'),
    marks: ['company_id', 'name', 'value', 'timestamp'],
    fields: { ...change, company_id: id('company_id') },
  },
  {
    name: 'pipeline',
    title: 'Pipelines',
    files: named('(deal)?pipelines?'),
    marks: ['id', 'label'],
    signs: ['display_order'],
    fields: {
      id: id('pipeline_id', 'id'),
      label: text('label'),
      display_order: text('display_order', 'displayOrder'),
      stages: json('stages'),
      is_deleted: common.is_deleted,
      created: instant('created_at', 'createdAt'),
      updated: instant('updated_at', 'updatedAt'),
    },
  },
  {
    name: 'pipeline_stage',
    title: 'Pipeline stages',
    files: named('(deal)?pipelinestages?|(deal)?stages?'),
    marks: ['id', 'label', 'pipeline_id'],
    fields: {
      id: id('stage_id', 'id'),
      label: text('label'),
      pipeline_id: id('pipeline_id'),
      display_order: text('display_order', 'displayOrder'),
      probability: text('probability'),
      is_closed: flag('is_closed', 'isClosed'),
      is_won: flag('closed_won', 'closedWon'),
      is_deleted: common.is_deleted,
    },
  },
  {
    name: 'merged_deal',
    title: 'Merged deals',
    files: named('mergeddeals?'),
    marks: ['deal_id', 'merged_deal_id'],
    fields: { deal_id: id('deal_id'), merged_deal_id: id('merged_deal_id') },
  },
  ...(
    [
      ['deal', 'contact'],
      ['deal', 'company'],
      ['contact', 'company'],
      ['engagement', 'contact'],
      ['engagement', 'company'],
      ['engagement', 'deal'],
    ] as const
  ).map(
    ([from, to]): CrmObject => ({
      name: `${from}_${to}`,
      title: `Links of ${from} and ${to}`,
      files: named(`${from}${to}|${to}${from}`),
      marks: ['from_id', 'to_id'],
      fields: { ...link, from_id: id(`${from}_id`), to_id: id(`${to}_id`) },
    }),
  ),
];
