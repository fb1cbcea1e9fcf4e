import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as a program got it. */
export type Delivery = { readonly headers: Readonly<Record<string, string>>; readonly body: string };

/** A program on loopback that takes what is posted to it. */
export type Receiver = {
  readonly url: string;
  readonly deliveries: Delivery[];
  /** What it answers next, one after the other; then 204. */
  readonly answers: number[];
  readonly until: (count: number) => Promise<readonly Delivery[]>;
  readonly close: () => Promise<void>;
};

export async function openReceiver(): Promise<Receiver> {
  const deliveries: Delivery[] = [];
  const answers: number[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const headers = request.headers as Record<string, string>;
      deliveries.push({ headers, body: Buffer.concat(chunks).toString() });
      const status = answers.shift() ?? 204;
      response.writeHead(status, status === 302 ? { Location: '/elsewhere' } : {}).end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hook`,
    deliveries,
    answers,
    until: async (count) => {
      for (const end = Date.now() + 45_000; deliveries.length < count; ) {
        if (Date.now() > end) throw new Error(`${deliveries.length} of ${count} deliveries came`);
        await new Promise((done) => setTimeout(done, 50));
      }
      return deliveries;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
