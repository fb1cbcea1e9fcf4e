import { Client } from 'pg';
import type { Connection } from '../postgres/cluster.ts';

/** A database of an ordinary user, who may make neither roles nor databases, as a company's PostgreSQL gives out. */
export async function ordinaryOwner(admin: Connection, name: string): Promise<Connection> {
  const client = new Client(admin);
  await client.connect();
  try {
    await client.query(`CREATE ROLE ${name} LOGIN PASSWORD 'secret' NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS`);
    await client.query(`CREATE DATABASE ${name} OWNER ${name}`);
  } finally {
    await client.end();
  }
  return { ...admin, user: name, password: 'secret', database: name };
}
