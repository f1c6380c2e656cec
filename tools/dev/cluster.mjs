// A cluster to try out: PostgreSQL, NATS and a few nodes on fixed ports of loopback, until Ctrl-C.
// Called by `./dev cluster`. What it writes stays, so the next start finds the same people.
import {spawnSync} from 'node:child_process';
import {chmodSync, chownSync, existsSync, mkdirSync, readFileSync, rmSync} from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {parseArgs} from 'node:util';
import {Cluster, secretsText} from '../../tests/lib/cluster.mjs';
import {Nats} from '../../tests/lib/nats.mjs';
import {inUse} from '../../tests/lib/ports.mjs';
import {Postgres, identity} from '../../tests/lib/postgres.mjs';
import {sleep} from '../../tests/lib/report.mjs';
import {LISTENERS} from '../../tests/lib/server.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const POSTGRES_PORT = 15432;
const NATS_PORT = 14222;
const DATABASE = 'koine';
// The ports of node a; each further node has them 1000 higher.
const PORTS = {main: 8080, imchat_backstage: 8081, imchat_redpacket: 8082, appim_socket: 8282,
  openim_gateway: 10001, openim_api: 10002};
const PORT_STEP = 1000;
const NODES_MAX = 5;
const AGAIN_AFTER_MS = 5000;

const say = (text) => console.log(`[dev] ${text}`);
const fail = (text) => {
  console.error(`[dev] error: ${text}`);
  process.exit(1);
};

// A folder of PostgreSQL's user: where root works, that user may not be let into the tree.
function postgresFolder(base) {
  const own = path.join(base, 'postgres');
  mkdirSync(own, {recursive: true});
  const user = identity();
  if (user.uid === undefined) return own;
  const enters = spawnSync('test', ['-x', base], user).status === 0;
  const dir = enters ? own : '/var/tmp/koine-cluster-postgres';
  mkdirSync(dir, {recursive: true});
  chownSync(dir, user.uid, user.gid);
  chmodSync(dir, 0o700);
  return dir;
}

// What an earlier run left behind, when it was killed rather than stopped.
function refuseLeftOver(dir) {
  const file = path.join(dir, 'data', 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  if (existsSync(`/proc/${pid}`)) fail(`PostgreSQL of an earlier run is alive: kill ${pid}`);
}

async function openPostgres(dir) {
  refuseLeftOver(dir);
  const postgres = await Postgres.start({dir, port: POSTGRES_PORT});
  const there = await postgres.sql('postgres',
      `select count(*) from pg_database where datname = '${DATABASE}'`);
  if (there === '0') await postgres.database({name: DATABASE});
  return postgres;
}

// Without this, parts of two clusters might find each other.
async function refuseUsedPorts(size) {
  const nodes = Array.from({length: size}, (_, i) =>
    Object.values(PORTS).map((port) => port + i * PORT_STEP)).flat();
  for (const port of [POSTGRES_PORT, NATS_PORT, ...nodes]) {
    if (await inUse(port)) {
      fail(`port ${port} is in use; is another \`./dev cluster\` or \`./dev serve\` running?`);
    }
  }
}

function placeOf(base) {
  return (name, index) => {
    const dataDir = path.join(base, name);
    mkdirSync(dataDir, {recursive: true, mode: 0o700});
    const addresses = Object.fromEntries(LISTENERS.map((listener) =>
      [listener, `127.0.0.1:${PORTS[listener] + index * PORT_STEP}`]));
    return {dataDir, addresses, log: path.join(dataDir, 'log.txt')};
  };
}

// A node that somebody killed to see what happens comes back after a while.
function keepAlive(node, stopping) {
  node.child.once('exit', async (code, signal) => {
    if (stopping()) return;
    say(`node ${node.name} ended with ${code ?? signal}; it starts again in ` +
        `${AGAIN_AFTER_MS / 1000} s`);
    await sleep(AGAIN_AFTER_MS);
    if (stopping()) return;
    try {
      await node.launch();
      say(`node ${node.name} is back, process ${node.child.pid}`);
      keepAlive(node, stopping);
    } catch (e) {
      say(`node ${node.name} does not start: ${e.message}`);
    }
  });
}

function tell(cluster, postgres, nats, base, binary) {
  const url = postgres.url(DATABASE);
  say('');
  say(`PostgreSQL   ${url}`);
  say(`NATS         ${nats.urls}`);
  for (const n of cluster.nodes) {
    say(`node ${n.name}       ${n.origin}/   process ${n.child.pid}; OpenIM: api ` +
        `${n.originOf('openim')}, gateway ws://${n.addresses.openim_gateway}`);
  }
  say('');
  say('next: open two nodes in two browsers, register somebody in each, add each other, chat.');
  say(`      kill -9 a process above: its people move on by hand (another address) or wait, and`);
  say(`      lose nothing; it starts again after ${AGAIN_AFTER_MS / 1000} s.`);
  say(`      ${binary} cluster status --store.url=${url}`);
  say(`logs: ${path.join(base, '<node>', 'log.txt')}. All of it stays in ${base}; ` +
      'begin anew with --fresh.');
  say('stop with Ctrl-C.');
}

async function main() {
  const {values} = parseArgs({options: {
    koine: {type: 'string', default: path.join(ROOT, 'build/release/koine')},
    nodes: {type: 'string', default: '3'},
    fresh: {type: 'boolean', default: false},
  }});
  const size = Number(values.nodes);
  if (!(size >= 1 && size <= NODES_MAX)) fail(`--nodes ${values.nodes}: 1 to ${NODES_MAX}`);
  const base = path.join(ROOT, 'data', 'cluster');
  mkdirSync(base, {recursive: true});
  const postgresDir = postgresFolder(base);
  refuseLeftOver(postgresDir);
  await refuseUsedPorts(size);
  if (values.fresh) {
    rmSync(path.join(postgresDir, 'data'), {recursive: true, force: true});
    for (const name of ['a', 'b', 'c', 'd', 'e', 'files']) {
      rmSync(path.join(base, name), {recursive: true, force: true});
    }
  }
  let ending = false;
  const parts = [];
  const end = async (status) => {
    if (ending) return;
    ending = true;
    say('stopping …');
    for (const part of parts.reverse()) await part.stop();
    process.exit(status);
  };
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => end(0));
  try {
    say('starting PostgreSQL, NATS and the nodes …');
    const postgres = await openPostgres(postgresDir);
    parts.push(postgres);
    const nats = await Nats.start({ports: [NATS_PORT]});
    parts.push(nats);
    const kept = path.join(base, 'a', 'secrets.toml');
    const cluster = new Cluster({binary: values.koine, storeUrl: postgres.url(DATABASE), nats,
      // Uploaded files must be found by every node; on one machine a folder does for that.
      place: placeOf(base), files: path.join(base, 'files'), adminPassword: '',
      secrets: existsSync(kept) ? readFileSync(kept, 'utf8') : secretsText()});
    parts.push(cluster);
    for (let i = 0; i < size; i++) await cluster.add();
    for (const node of cluster.nodes) keepAlive(node, () => ending);
    tell(cluster, postgres, nats, path.relative(process.cwd(), base),
        path.relative(process.cwd(), values.koine));
  } catch (e) {
    console.error(`[dev] error: ${e.message}`);
    await end(1);
  }
}

await main();
