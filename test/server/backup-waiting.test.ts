import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '../../src/duckdb/sql.ts';
import { makeTeam } from '../../src/record/test-support/team.ts';
import { readConfig } from '../../src/server/config/config.ts';
import { importJob } from '../../src/server/imports/job.ts';
import { backUp, restore } from '../../src/server/keep/backup.ts';
import { type Mailbox, openMailbox } from '../support/mailbox.ts';
import { openReceiver, type Receiver } from '../support/receiver.ts';
import { sendFiles, settled } from '../support/imports.ts';
import { memberOf, openTestServer, serviceOf, signIn, type TestServer } from '../support/server.ts';

let folder: string;
let [before, after]: Mailbox[] = [];
let receiver: Receiver;
let server: TestServer;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tacto-waiting-'));
  [before, after] = [await openMailbox(), await openMailbox()];
  receiver = await openReceiver();
  server = await openTestServer(envWith(before));
  await makeTeam(server.services.record, 'mine');
}, 120_000);
afterAll(async () => {
  await server?.close();
  await Promise.all([before?.close(), after?.close(), receiver?.close()]);
  await rm(folder, { recursive: true, force: true });
});

const envWith = ({ url }: Mailbox): Readonly<Record<string, string>> => ({
  SMTP_URL: url,
  TACTO_MAIL_FROM: 'Tacto <tacto@mine.example>',
  TACTO_PRIVATE_WEBHOOKS: 'yes',
});

const settle = (): Promise<void> => new Promise((done) => setTimeout(done, 2000));

test('what waits is in a backup and done once where it is restored; what was done before is not done again', async () => {
  const { record, jobs } = server.services;
  const admin = await serviceOf(server, 'mine', 'administrator');
  await memberOf(server, 'mine', 'administrator', 'ada@mine.example', 'correct horse battery');
  const { client: ada } = await signIn(server, 'ada@mine.example', 'correct horse battery');
  const invite = (email: string) => admin('POST', '/invitations', { email, role: 'viewer' });
  await invite('went@mine.example');
  await before!.lettersTo('went@mine.example', 1);
  // From now on the mail server takes nothing, and neither does the program.
  before!.moods.push(...Array<421>(50).fill(421));
  receiver.answers.push(...Array<500>(50).fill(500));
  await invite('waits@mine.example');
  await invite('old@mine.example');
  const hook = { url: receiver.url, events: ['activity.logged'] };
  expect((await ada('POST', '/webhooks', hook)).status).toBe(201);
  const call = { rep_id: 'ann', account_id: 'ann', occurred_at: '2026-03-01T10:00:00Z', channel: 'call' };
  expect((await admin('POST', '/activities', call)).status).toBe(201);
  await receiver.until(1);
  // An import that a server had in hand, and a letter that passes just now: nobody knows whether it was taken.
  const id = await sendFiles(admin, { 'accounts.csv': 'id,name\nx,X\n' }, { kind: 'log' });
  await jobs.send(importJob, { org: 'mine', id }, { after: Temporal.Now.instant().add({ hours: 5 }) });
  await expect.poll(() => tried(), { timeout: 20_000 }).toBe(0);
  await record.everywhere(async (tx) => {
    await tx.run(sql`UPDATE tacto.import SET state = 'running' WHERE id = ${id}`);
    await tx.run(
      sql`UPDATE tacto.mail SET created_at = now() - interval '4 days' WHERE id = (SELECT id FROM tacto.mail ORDER BY created_at DESC LIMIT 1)`,
    );
  });
  const file = join(folder, 'one.tar');
  await backUp(await readConfig({}, server.data), file);
  await server.stop();
  receiver.answers.length = 0;
  const asked = receiver.deliveries.at(-1)!;
  const soFar = receiver.deliveries.length;

  const [first, data] = [join(folder, 'first'), join(folder, 'second')];
  await restore(await readConfig({}, first), file);
  // One that is not started yet is backed up whole as well.
  const again = join(folder, 'two.tar');
  await backUp(await readConfig({}, first), again);
  await restore(await readConfig({}, data), again);

  for (const start of ['first', 'second']) {
    const restored = await openTestServer(envWith(after!), data);
    try {
      expect(await after!.lettersTo('waits@mine.example', 1), start).toHaveLength(1);
      const delivered = (await receiver.until(soFar + 1)).slice(soFar);
      expect(
        delivered.map(({ body, headers }) => [body, headers['webhook-id']]),
        start,
      ).toEqual([[asked.body, asked.headers['webhook-id']]]);
      const own = await serviceOf(restored, 'mine', 'administrator');
      expect(await settled(own, id), start).toMatchObject({ state: 'ready' });
      await settle();
      expect(
        after!.received.map(({ to }) => to),
        start,
      ).toEqual(['waits@mine.example']);
      expect(receiver.deliveries).toHaveLength(soFar + 1);
    } finally {
      await restored.close();
    }
  }
}, 180_000);

/** How many letters are with the mail server at this moment. */
async function tried(): Promise<number> {
  const [row] = await server.services.record.everywhere((tx) =>
    tx.rows<{ count: number }>(
      sql`SELECT count(*) AS count FROM tacto.mail WHERE sealed IS NOT NULL AND tried_at IS NOT NULL`,
    ),
  );
  return row!.count;
}
