import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A balancer that gives each request to the next server in turn. */
export type RoundRobin = {
  readonly url: string;
  /** How many requests each server got. */
  readonly counts: readonly number[];
  /** Sets whom it gives requests to. */
  readonly to: (urls: readonly string[]) => void;
  readonly close: () => Promise<void>;
};

export async function openRoundRobin(): Promise<RoundRobin> {
  let targets: readonly URL[] = [];
  const counts: number[] = [];
  let turn = 0;
  const server: Server = createServer((incoming, answer) => {
    const i = turn++ % targets.length;
    counts[i] = (counts[i] ?? 0) + 1;
    const { hostname, port } = targets[i]!;
    const headers = { ...incoming.headers, 'x-forwarded-for': incoming.socket.remoteAddress ?? '' };
    const onward = request(
      { hostname, port, path: incoming.url, method: incoming.method, headers, agent: false },
      (reply) => {
        answer.writeHead(reply.statusCode!, reply.rawHeaders);
        reply.pipe(answer);
      },
    );
    onward.on('error', () => answer.writeHead(502).end());
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    counts,
    to: (urls) => {
      targets = urls.map((url) => new URL(url));
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
