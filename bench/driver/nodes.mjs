// The scenario `nodes`: what messages cost over one, two, three and five nodes on one PostgreSQL
// with NATS, all of them on one core and the generator on the other; and what people notice while
// three nodes are started again one after the other.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

import { fromTests, sleep, withNodes } from './cluster.mjs';
import { rolling } from './rolling.mjs';
import { SERVER_CORE } from './server.mjs';

const COUNTS = (process.env.BENCH_NODES ?? '1,2,3,5').split(',').map(Number);
const RESTARTED = 3;
const SETTLE_MS = 3000;  // until the nodes know each other

async function load(context, nodes, nats) {
  const [first, ...others] = nodes;
  return first.load('durable', {
    seconds: context.seconds, 'nats-pid': nats.pid,
    ...(others.length && { others: others.map((n) => `${n.address}=${n.pid}`).join(',') }),
  });
}

// What a node pays for a message when all who have to do with it are at another.
async function hearing(context, [near, far]) {
  const { cpu_us } = await near.load('durable',
    { seconds: context.seconds, pid: far.pid, 'store-pid': 0 });
  return cpu_us;
}

function figuresOf(count, { cpu_us, store_cpu_us, nats_cpu_us, per_s, p99_ms }) {
  const out = {
    [`nodes_cpu_us_${count}`]: cpu_us, [`nodes_postgres_us_${count}`]: store_cpu_us,
    [`nodes_koine_us_${count}`]: cpu_us - store_cpu_us - nats_cpu_us,
    [`nodes_nats_us_${count}`]: nats_cpu_us, [`nodes_per_s_${count}`]: per_s,
    [`nodes_p99_ms_${count}`]: p99_ms,
    // What PostgreSQL would carry with a core of its own, and the nodes on others.
    [`nodes_per_postgres_core_${count}`]: 1e6 / store_cpu_us,
  };
  // Each message is told to every other node.
  if (count > 1) out[`nodes_nats_us_each_${count}`] = nats_cpu_us / (count - 1);
  return out;
}

export async function nodes(context) {
  if (!context.postgres) throw new Error('several nodes need --store postgresql');
  const { WebSocket, Nats } = await fromTests();
  const nats = await Nats.start();
  const { child } = nats.servers[0];
  spawnSync('taskset', ['-acp', String(SERVER_CORE), String(child.pid)]);
  const member = (_, i) => [`--cluster.nats=${nats.urls}`, `--cluster.node=n${i}`,
    `--files.directory=${join(context.work, 'files')}`];
  const flagsOf = (count) => (count === 1 ? [[]] : Array.from({ length: count }, member));
  const out = {};
  try {
    for (const count of COUNTS) {
      context.say(`  ${count} ${count === 1 ? 'node' : 'nodes'}`);
      Object.assign(out, await withNodes(context, flagsOf(count), async (...all) => {
        if (count > 1) await sleep(SETTLE_MS);
        const figures = figuresOf(count, await load(context, all, child));
        if (count !== RESTARTED) return figures;
        figures.nodes_hear_us = await hearing(context, all);
        context.say('  each of them started again under load');
        try {
          return { ...figures, ...await rolling(context, WebSocket, all) };
        } finally {
          for (const node of all) await node.stop();
        }
      }, SERVER_CORE));
    }
  } finally {
    await nats.stop();
  }
  for (const count of COUNTS.filter((n) => n > 1 && out.nodes_cpu_us_1)) {
    out[`nodes_cpu_ratio_${count}`] = out[`nodes_cpu_us_${count}`] / out.nodes_cpu_us_1;
  }
  return out;
}
