import { Replica } from '../../src/engine/replica/replica.ts';
import { loadAt, takeTo } from './replayed.ts';

/** Follows a random history in a folder until it is killed, and says each step that is done: `node replica-child.ts DIR SEED`. */
const [dir, seed] = [process.argv[2]!, Number(process.argv[3])];
const replica =
  (await Replica.open(dir, { threads: 1 })) ?? (await Replica.build(dir, loadAt(seed, 0), { threads: 1 }));
for (let step = Number(replica.state.watermark) + 1; ; step++) {
  const { changes, asOf, workspace } = takeTo(seed, step);
  await replica.apply({ changes, asOf, workspace, watermark: String(step) });
  process.stdout.write(`${step}\n`);
}
