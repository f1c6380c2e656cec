// What may happen to a cluster. begin(x) does it, and may say since when; end(x) mends it; `hold`
// is how long it lasts at least; `victim`: it strikes x.node; `marksMayWait`: online marks need not
// be right before it ends; `storeAway`: nothing can be stored until begin() has ended, and
// what was sent meanwhile is timed from then on. x: the World and the node.
import assert from 'node:assert/strict';
import {clockEnvironment, setClockOf} from '../lib/cluster.mjs';
import {sleep} from '../lib/report.mjs';

const CLOCK_OFF_S = 300;
const CLOCK_HOLD_MS = 3000;
const CLOCK_NEAR_MS = 5000;
const PAUSE_MS = 20_000;
const TERMINATED = 5;

// Ends back ends of nodes while they commit: what was committed is, but nobody hears of it.
const TERMINATE = `do $$ declare found int; ended int := 0; begin
  for i in 1..60000 loop
    perform pg_stat_clear_snapshot();
    select pid into found from pg_stat_activity where datname = current_database()
      and pid <> pg_backend_pid() and state = 'active' and query = 'commit' limit 1;
    if found is not null then
      perform pg_terminate_backend(found);
      ended := ended + 1;
      exit when ended = ${TERMINATED};
      perform pg_sleep(0.2);
    end if;
  end loop;
  if ended = 0 then raise exception 'no back end was met in a commit'; end if;
end $$`;

const nothing = async () => {};

export const FAULTS = [
  {
    name: 'a node is killed',
    victim: true,
    hold: 3000,
    begin: (x) => x.node.kill9(),
    end: (x) => x.node.launch(),
  },
  {
    name: 'a node is paused for 20 s',
    victim: true,
    hold: PAUSE_MS,
    begin: async (x) => x.cluster.pause(x.node),
    end: async (x) => x.cluster.resume(x.node),
  },
  {
    name: 'NATS is cut',
    hold: 5000,
    marksMayWait: true,
    begin: (x) => x.nats.cut(),
    end: (x) => x.nats.mend(),
  },
  {
    name: 'one of three NATS servers is killed',
    hold: 3000,
    begin: (x) => x.nats.servers[Math.floor(x.random() * x.nats.servers.length)].kill9(),
    end: (x) => x.nats.mend(),
  },
  {
    name: 'a NATS server hangs',
    hold: 6000,
    begin: async (x) => {
      x.server = x.nats.servers[Math.floor(x.random() * x.nats.servers.length)];
      x.server.pause();
    },
    end: async (x) => x.server.resume(),
  },
  {
    name: 'PostgreSQL is restarted',
    hold: 1000,
    storeAway: true,
    // How long PostgreSQL itself takes is a matter of its disk.
    begin: async (x) => {
      await x.postgres.restart();
      return performance.now();
    },
    end: nothing,
  },
  {
    name: 'back ends of PostgreSQL are ended in mid-commit',
    hold: 1000,
    begin: async (x) => {
      await x.postgres.sql(x.database, TERMINATE);
      return performance.now();
    },
    end: nothing,
  },
  {
    // Its machine is ahead when it starts, and jumps to as far behind while it runs.
    name: 'the clock of a node is 5 minutes off',
    hold: 1000,
    victim: true,
    begin: async (x) => {
      x.node.options.env = clockEnvironment(x.node.dataDir);
      setClockOf(x.node.dataDir, CLOCK_OFF_S);
      await x.node.restart({kill: false});
      assert.ok(Math.abs(loggedAt(x.node) - Date.now() - CLOCK_OFF_S * 1000) < CLOCK_NEAR_MS,
          'its clock is ahead');
      await sleep(CLOCK_HOLD_MS);
      await sharedTime(x.node);
      const since = performance.now();
      setClockOf(x.node.dataDir, -CLOCK_OFF_S);
      await sleep(CLOCK_HOLD_MS);
      await sharedTime(x.node);
      return since;
    },
    end: async (x) => {
      delete x.node.options.env;
      await x.node.restart({kill: false});
    },
  },
];

// When the last line of the log was written, by the clock of the machine.
const loggedAt = (node) => Date.parse(node.stderr.trim().split('\n').at(-1).split(' ')[0]);

// A node shows the time that all share, whatever its machine believes.
async function sharedTime(node) {
  const {headers} = await node.http.request('GET', '/healthz');
  const off = Date.parse(headers.date) - Date.now();
  assert.ok(Math.abs(off) < CLOCK_NEAR_MS, `${node.name} is ${off} ms off`);
}
