import type { CrmObject } from '../import/definition.ts';
import { flag, id, json, named, text } from './fields.ts';

/** People and their teams. */
export const people: readonly CrmObject[] = [
  {
    name: 'owner',
    title: 'Owners',
    files: named('owners?|propietarios?'),
    marks: ['id', 'email'],
    signs: ['user_id', 'first_name'],
    fields: {
      id: id('owner_id', 'id', 'Owner ID', 'ID del propietario'),
      email: text('email', 'Correo', 'Correo electrónico'),
      name: text('Name', 'Full name', 'Nombre completo'),
      first_name: text('firstName', 'first_name', 'Nombre'),
      last_name: text('lastName', 'last_name', 'Apellidos'),
      user_id: id('userId', 'active_user_id', 'user_id', 'userIdIncludingInactive'),
      type: text('type'),
      teams: json('teams'),
    },
  },
  {
    name: 'user',
    title: 'Users',
    files: named('users?|usuarios?'),
    marks: ['email'],
    signs: ['primary_team_id'],
    fields: {
      id: id('id', 'user_id', 'User ID', 'ID de usuario'),
      email: text('email', 'Email address', 'Correo', 'Correo electrónico'),
      name: text('Name', 'Full name', 'Nombre completo'),
      first_name: text('firstName', 'first_name', 'Nombre'),
      last_name: text('lastName', 'last_name', 'Apellidos'),
      primary_team_id: id('primary_team_id', 'primaryTeamId'),
      team: text('Main team', 'Primary team', 'Team', 'Equipo principal', 'Equipo'),
    },
  },
  {
    name: 'team',
    title: 'Teams',
    files: named('teams?|equipos?'),
    marks: ['id', 'name'],
    signs: ['user_ids'],
    fields: {
      id: id('id', 'team_id', 'Team ID'),
      name: text('name', 'Nombre'),
      parent_id: id('parent_team_id', 'parentTeamId'),
      user_ids: json('userIds'),
    },
  },
  {
    name: 'owner_team',
    title: 'Owners and teams',
    files: named('ownerteams?'),
    marks: ['owner_id', 'team_id'],
    fields: { owner_id: id('owner_id'), team_id: id('team_id'), is_primary: flag('is_team_primary') },
  },
  {
    name: 'team_user',
    title: 'Users and teams',
    files: named('teamusers?'),
    marks: ['user_id', 'team_id'],
    fields: { user_id: id('user_id'), team_id: id('team_id'), is_secondary: flag('is_secondary_user') },
  },
];
