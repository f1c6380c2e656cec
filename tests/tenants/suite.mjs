// Applications do not exist for each other: seeded random calls over all operations and frames of
// App IM in two tenants that hold equal ids. `--calls N --seed S`; without them a hundred thousand
// calls on SQLite and a fifth of that on PostgreSQL.
import {execFileSync} from 'node:child_process';
import {readKeys} from '../lib/appim_apps.mjs';
import {Dice, readOperations} from '../lib/appim_rows.mjs';
import {Run, callOverHttp, callOverSocket} from './callers.mjs';
import {compareDefault, lookFromDefault} from './default_tenant.mjs';
import {endUnderLoad} from './end.mjs';
import {readEverything, readNothing} from './read_back.mjs';
import {unknownFields} from './values.mjs';
import {Watch} from './watch.mjs';
import {Tenant} from './world.mjs';

const CALLS = {sqlite: 100_000, postgresql: 20_000};
// Many, so that one turn of each process serves many calls.
const HTTP_CALLERS = 48;
const SOCKETS = 12;
const SHOWN = 5;
// So that no tenant has to wait for what is no part of this.
// A call of the default tenant that rings when its messages are counted leaves a line later.
const FLAGS = ['--limits.expensive_per_s=0', '--limits.sessions_per_user=1000',
  '--call.record=false'];
const WORDS = {alpha: ['--open', 'token_verify'], bravo: ['--open', 'token_verify'],
  empty: ['--open']};

function makeApp(server, name) {
  const {binary, storeUrl} = server.options;
  const out = execFileSync(binary, ['app', 'create', name, ...WORDS[name], '--data',
    server.dataDir, ...(storeUrl ? [`--store.url=${storeUrl}`] : [])], {encoding: 'utf8'});
  return {id: name, ...readKeys(out)};
}

// What bravo is told, looked at as if alpha were: else nothing below could fail.
async function checkWatch(server, [alpha, bravo]) {
  const watch = new Watch([alpha, bravo]);
  const {text} = await server.appim.call('GET', '/im/conversations?where=[]', bravo.master);
  watch.look(alpha, '', text);
  for (const what of ['a text', 'the name', 'an id']) {
    if (!watch.leaks.some((l) => l.includes(`saw ${what} of bravo`))) {
      throw new Error(`${what} would leak unseen`);
    }
  }
}

// A server that has the applications before it starts.
async function start(startServer) {
  const server = await startServer({flags: FLAGS});
  await server.signal('SIGTERM');
  const apps = Object.fromEntries(Object.keys(WORDS).map((n) => [n, makeApp(server, n)]));
  await server.launch();
  return {server, apps};
}

function callers(run, operations, seed) {
  const rows = operations.filter((o) => !o.frame);
  const frames = operations.filter((o) => o.frame);
  const addresses = [`ws://${run.server.addresses.appim_socket}/`,
    `${run.server.wsOrigin}/im/socket`];
  const all = [];
  let number = seed * 1000;
  for (const tenant of run.tenants) {
    for (let i = 0; i < HTTP_CALLERS; i++) {
      all.push(callOverHttp(run, tenant, rows, new Dice(++number)));
    }
    for (let i = 0; i < SOCKETS; i++) {
      all.push(callOverSocket(run, tenant, frames, new Dice(++number),
          {client: `c${i}`, device: `device${i}`, address: addresses[i % 2]}));
    }
  }
  return all;
}

const few = (list) => `${list.length} of them:\n${list.slice(0, SHOWN).join('\n')}`;

function none(list) {
  if (list.length) throw new Error(few(list));
}

// Each operation came through at least once, and was tried with ids of the other.
function checkCoverage(run, operations) {
  none(operations.filter((o) => !(run.tally.get(o.name)?.ok > 0))
      .map((o) => `${o.name} was never answered well: ${JSON.stringify(run.tally.get(o.name))}`));
}

export async function run(context) {
  const {report, store, startServer, binary, seed, print} = context;
  const suite = `tenants ${store}`;
  const calls = context.calls || CALLS[store];
  print(`  ${suite}: --calls ${calls} --seed ${seed}`);
  const {server, apps} = await start(startServer);
  try {
    const operations = await readOperations(server, binary);
    await report.test(suite, 'all fields of all operations are known', () => {
      none(unknownFields(operations));
    });
    const dice = new Dice(seed);
    const tenants = ['alpha', 'bravo'].map((n) => new Tenant(server, n, apps[n]));
    const outside = await lookFromDefault(server, binary);
    for (const tenant of tenants) await tenant.fill(dice);
    await report.test(suite, 'a leak would be seen', () => checkWatch(server, tenants));
    const watch = new Watch(tenants);
    const all = new Run(server, tenants, watch, calls);
    const begun = performance.now();
    await Promise.all(callers(all, operations, seed));
    const seconds = (performance.now() - begun) / 1000;
    print(`  ${suite}: ${calls} calls in ${seconds.toFixed(1)} s, ${watch.looked} answers and ` +
        `frames looked at, ${[...all.tally.values()].reduce((n, t) => n + t.pairs, 0)} pairs`);
    const test = (name, body) => report.test(suite, name, body);
    await test('calls and frames are answered as documented', () => none(all.problems));
    await test('every operation was called with success', () => checkCoverage(all, operations));
    await test('all that was written is its own tenant\'s',
        () => readEverything(server, tenants, watch, operations));
    await test('nothing leaked from one tenant to the other', () => none(watch.leaks));
    await test('a tenant without anything has nothing',
        () => readNothing(server, apps.empty, operations, tenants));
    await compareDefault(server, outside, tenants, watch, {report, suite});
    await test('an application that is deleted while it is busy', () =>
      endUnderLoad(server, tenants, dice, store === 'postgresql'));
    await test('the server still runs', () => {
      if (!server.alive) throw new Error(`it ended:\n${server.stderr.slice(-4000)}`);
    });
  } finally {
    await server.stop();
  }
}
