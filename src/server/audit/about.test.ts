import { describe, expect, test } from 'vitest';
import type { Caller } from '../access/caller.ts';
import type { Role } from '../access/rights.ts';
import { changedOf, fieldsOf, type Looked, lookedAt } from './about.ts';

const callerOf = (role: Role, rep: string | null = null, teams: readonly string[] = []): Caller => ({
  actor: { org: 'mine', user: `user-${role}`, role, rep, teams },
  name: role,
  user: `user-${role}`,
  by: 'session',
  key: role,
  scopes: null,
});
const manager = callerOf('manager', null, ['north', 'north-west']);
const look = (action: string, more: Partial<Looked> = {}): Looked => ({
  action,
  caller: manager,
  params: {},
  query: {},
  body: undefined,
  answer: {},
  ...more,
});

describe('a look', () => {
  test.each([
    ['at one rep', look('diagnose', { query: { rep: 'ann' } }), ['rep:ann']],
    ['filtered by reps', look('kpi', { query: { kpis: 'dials', where: 'team=north,rep=ann' } }), ['rep:ann']],
    ['filtered twice', look('trend', { query: { where: ['rep=ann', 'rep=bob,source=web'] } }), ['rep:ann', 'rep:bob']],
    [
      'broken down by rep, as far as a manager sees',
      look('kpi', { query: { by: 'rep,month' } }),
      ['team:north', 'team:north-west'],
    ],
    [
      'broken down by rep, by who sees all',
      look('kpi', { query: { by: 'rep' }, caller: callerOf('viewer') }),
      ['reps'],
    ],
    ['at what names reps by itself', look('compare', { params: { kpi: 'dials' } }), ['team:north', 'team:north-west']],
    ['at figures without names', look('kpi', { query: { kpis: 'dials', by: 'month' } }), []],
    ['at what is about nobody', look('kpis.list'), []],
    ['at contacts that are taken away', look('exports.table', { params: { table: 'contacts' } }), ['contacts']],
    [
      'at reps that are taken away',
      look('exports.table', { params: { table: 'reps' } }),
      ['team:north', 'team:north-west'],
    ],
    ['at stages that are taken away', look('exports.table', { params: { table: 'stages' } }), []],
    ['at the whole log that is taken away', look('exports.log'), ['reps', 'contacts']],
    [
      'at ratings',
      look('ratings.list', { answer: { rows: [{ contact_id: 'c1', rep_id: 'ann' }] } }),
      ['contact:c1', 'rep:ann'],
    ],
    ['at a contact', look('contacts.see', { params: { key: 'c1' } }), ['contact:c1']],
    ['at who has access', look('people.list', { answer: { rows: [{ user_id: 'u1', rep_id: null }] } }), ['user:u1']],
  ])('%s', (_, looked, subjects) => {
    expect(lookedAt(looked)).toEqual(subjects);
  });

  test('at oneself is not noted; at oneself and others is', () => {
    const ann = callerOf('rep', 'ann');
    expect(lookedAt(look('diagnose', { caller: ann, query: { rep: 'ann' } }))).toEqual([]);
    expect(lookedAt(look('board', { caller: ann }))).toEqual([]);
    const both = { rows: [{ rep_id: 'ann' }, { contact_id: 'c1' }] };
    expect(lookedAt(look('ratings.list', { caller: ann, answer: both }))).toEqual(['rep:ann', 'contact:c1']);
  });

  test('at very many is at all of their kind', () => {
    const rows = Array.from({ length: 60 }, (_, i) => ({ contact_id: `c${i}`, rep_id: 'ann' }));
    expect(lookedAt(look('ratings.list', { answer: { rows } }))).toEqual(['contacts', 'reps']);
  });
});

describe('a change', () => {
  test('is about whom it names, wherever in it', () => {
    const body = {
      contact_id: 'c1',
      ratings: [{ contact_id: 'c2', strength: 1, note: 'rep_id' }],
      next_step: { rep_id: 'bob', reason: 'x' },
    };
    const subjects = changedOf(look('capture', { body, answer: { activity: { rep_id: 'ann', contact_id: 'c1' } } }));
    expect(new Set(subjects)).toEqual(new Set(['contact:c1', 'contact:c2', 'rep:bob', 'rep:ann']));
  });

  test('of a person names them by the address of the request', () => {
    expect(changedOf(look('people.remove', { params: { id: 'u1' }, answer: null }))).toEqual(['user:u1']);
    expect(
      changedOf(look('contacts.change', { params: { key: 'c1' }, body: { name: 'X' }, answer: { id: 'c1' } })),
    ).toEqual(['contact:c1']);
  });

  test('is noted by the names of its fields, never by what they hold', () => {
    const body = { name: 'Grace Hopper', email: 'grace@example.com' };
    expect(fieldsOf({ query: {}, body })).toEqual(['name', 'email']);
    expect(JSON.stringify(changedOf(look('contacts.add', { body, answer: { id: 'c9', ...body } })))).toBe(
      '["contact:c9"]',
    );
  });
});
