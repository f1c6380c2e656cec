// What may happen to a cluster. begin(x) does it, end(x) mends it; `hold` is how long it lasts at
// least; `victim`: it strikes x.node; `marksMayWait`: online marks need not be right before it
// ends. x: the World, the node and the round.
import {sleep} from '../lib/report.mjs';

const CLOCK_OFF_MS = 5 * 60_000;
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
    begin: (x) => x.postgres.restart(),
    end: nothing,
  },
  {
    name: 'back ends of PostgreSQL are ended in mid-commit',
    hold: 1000,
    begin: (x) => x.postgres.sql(x.database, TERMINATE),
    end: nothing,
  },
  {
    // The victim's is ahead in odd rounds; in even ones the others' are, so that it is behind.
    name: 'the clock of a node is 5 minutes off',
    victim: true,
    hold: 5000,
    begin: async (x) => {
      x.moved = x.round % 2 ? [x.node] : x.cluster.nodes.filter((n) => n !== x.node);
      await Promise.all(x.moved.map((n) => n.advanceClock(CLOCK_OFF_MS)));
    },
    // Only a new process has the right time again, so to it the clock goes back.
    end: async (x) => {
      for (const node of x.moved) {
        await node.restart({kill: false});
        await sleep(500);
      }
    },
  },
];
