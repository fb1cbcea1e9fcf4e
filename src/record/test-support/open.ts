import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Connection, startCluster } from '../postgres/cluster.ts';
import { openRecord, type SalesRecord } from '../record.ts';

/** A PostgreSQL in a temporary folder. Close it: that ends it and removes the folder. */
export type TestCluster = {
  readonly connection: Connection;
  /** A folder for whatever else a test writes. */
  readonly folder: string;
  readonly close: () => Promise<void>;
};

export async function openCluster(): Promise<TestCluster> {
  const folder = await mkdtemp(join(tmpdir(), 'tacto-record-'));
  await chmod(folder, 0o755);
  const cluster = await startCluster(join(folder, 'data'));
  return {
    connection: cluster.connection,
    folder,
    close: async () => {
      await cluster.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A record in a PostgreSQL of its own. */
export type TestRecord = {
  readonly record: SalesRecord;
  readonly cluster: TestCluster;
  readonly close: () => Promise<void>;
};

export async function openTestRecord(): Promise<TestRecord> {
  const cluster = await openCluster();
  const record = await openRecord({ connection: cluster.connection });
  return {
    record,
    cluster,
    close: async () => {
      await record.close();
      await cluster.close();
    },
  };
}
