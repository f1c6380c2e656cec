// The cluster test: faults under load, growing, rolling restarts, readers on other nodes, what each
// dialect promises across nodes, and nodes that must not start.
import {BOOKINGS} from './booking.mjs';
import {CALLS} from './calls.mjs';
import {grow, readers, rolling} from './change.mjs';
import {DEAF} from './deaf.mjs';
import {LIVE} from './live.mjs';
import {NOTICES} from './notices.mjs';
import {REFUSALS} from './refuse.mjs';
import {ROOMS} from './rooms.mjs';
import {SEALED} from './sealed.mjs';
import {TRACES} from './trace.mjs';
import {seeded} from '../crash/suite.mjs';
import {FAULTS} from './faults.mjs';
import {faultRound} from './fault_round.mjs';
import {World} from './world.mjs';

const LOG_LINES = 12;

const CHANGES = [
  {name: 'one node grows to three and back under load', body: grow},
  {name: 'a rolling restart under load', body: rolling},
  {name: 'a reader by id on another node than the writers misses nothing', body: readers},
];

const PARTS = [
  {name: 'live', tests: () => [...LIVE, ...ROOMS]},
  {name: 'calls', tests: () => CALLS},
  {name: 'bookings', tests: () => BOOKINGS},
  {name: 'notices', tests: () => NOTICES},
  {name: 'deaf', tests: () => DEAF},
  {name: 'sealed', tests: () => SEALED},
  {name: 'trace', tests: () => TRACES},
  {name: 'start', tests: () => REFUSALS},
  {name: 'change', tests: () => CHANGES},
  {name: 'fault', tests: ({rounds}) => Array.from({length: rounds}, (_, r) => FAULTS.map((f) => ({
    name: `round ${r + 1}: ${f.name}`,
    body: (world, print) => faultRound(world, f, print),
  }))).flat()},
];

export async function run({report, binary, rounds, seed, only, print}) {
  const random = seeded(seed);
  print(`cluster: ${rounds} rounds, --seed ${seed}`);
  let world = null;
  try {
    for (const part of PARTS) {
      for (const test of part.tests({rounds})) {
        if (!`${part.name}: ${test.name}`.includes(only)) continue;
        let failed = true;
        await report.test('cluster', test.name, async () => {
          world ??= await World.start({binary, random});
          await test.body(world, (line) => print(`  ${test.name}: ${line}`));
          failed = false;
        });
        // After a failure nobody knows what is left: the next test gets a cluster of its own.
        if (failed && world) {
          for (const node of world.cluster?.nodes ?? []) {
            const lines = node.stderr.split('\n').filter((l) => l && !/ slow /.test(l));
            print(`-- node ${node.name} (${node.alive ? 'runs' : 'ended'})\n` +
                lines.slice(-LOG_LINES).join('\n'));
          }
          await world.stop();
          world = null;
        }
      }
    }
  } finally {
    await world?.stop();
  }
}
