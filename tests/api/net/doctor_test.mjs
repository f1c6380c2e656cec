// `koine doctor` names what is wrong, with a sentence and what to do, and says nothing of a sound
// server. Faults are planted one after the other, beside a server that runs or after it stopped.
import assert from 'node:assert/strict';
import {execFileSync, spawn, spawnSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import dgram from 'node:dgram';
import {chmodSync, chownSync, closeSync, cpSync, mkdirSync, openSync, readdirSync,
  readFileSync, renameSync, rmSync, statSync, truncateSync, utimesSync, writeFileSync,
  writeSync} from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import path from 'node:path';
import {certificate as certificateOf} from '../../lib/certificates.mjs';
import {PATIENCE} from '../../lib/patience.mjs';
import {Postgres} from '../../lib/postgres.mjs';
import {until} from '../../lib/report.mjs';
import {temporaryDir} from '../../lib/server.mjs';
import {API, person} from '../../lib/world.mjs';

const RUN_MS = 60_000 * PATIENCE;
const ROOT = process.getuid() === 0;
// Said of the machine that runs the tests, or of every installation on one disk.
const OF_MACHINE = ['clock-unsynchronised', 'disk-slow', 'disk-low', 'memory-small', 'open-files',
  'backup-same-disk', 'backup-none', 'thumbnails', 'postgresql-sums'];

// Runs a program; this process answers others meanwhile.
const ran = (words) => new Promise((resolve) => {
  const child = spawn(words[0], words.slice(1), {timeout: RUN_MS, killSignal: 'SIGKILL',
    stdio: ['ignore', 'pipe', 'pipe']});
  const out = {stdout: '', stderr: ''};
  for (const name of Object.keys(out)) {
    child[name].setEncoding('utf8').on('data', (text) => { out[name] += text; });
  }
  child.once('close', (status) => resolve({status, ...out}));
});

// What the command finds, by name. `shell` is run before, in the same shell; `through` is a program
// that becomes the command.
async function doctor(server, flags = [], {data = server.dataDir, shell = '', mounts = false,
  own = true, through = ''} = {}) {
  const {binary, storeUrl} = server.options;
  const store = own && storeUrl ? [`--store.url=${storeUrl}`] : [];
  const listens = Object.entries(server.listens).map(([name, at]) => `--listen.${name}=${at}`)
      .filter((flag) => !flags.some((one) => one.split('=')[0] === flag.split('=')[0]));
  const words = [binary, 'doctor', '--json', '--data', data, ...store, ...listens, ...flags];
  const script = `${shell}\nexec ${through} ${words.map((word) => `'${word}'`).join(' ')}`;
  const bash = ['bash', '-c', script];
  const {status, stdout, stderr} =
    await ran(mounts ? ['unshare', '--user', '--map-root-user', '--mount', ...bash] : bash);
  assert.ok(stdout, `${flags}: ${stderr}`);
  const {sound, running, findings} = JSON.parse(stdout);
  assert.equal(status, sound ? 0 : 1, stdout);
  for (const {name, what, advice} of findings) {
    assert.ok(what.length > 10 && advice.length > 5, `${name}: ${what}: ${advice}`);
  }
  return {running, names: findings.map(({name}) => name), findings};
}

async function finds(name, ...asked) {
  const {names, findings} = await doctor(...asked);
  assert.ok(names.includes(name), `no ${name} in ${JSON.stringify(findings)}`);
}

const mayMount = () => spawnSync('unshare', ['--user', '--map-root-user', '--mount', 'bash', '-c',
  'mount -t tmpfs none /mnt']).status === 0;

// A process that may not make memory executable any more, nor what it becomes; a Linux of 2023.
const NO_CODE = `python3 -c 'import ctypes, os, sys
if ctypes.CDLL(None).prctl(65, 1, 0, 0, 0): sys.exit(3)
os.execvp(sys.argv[1], sys.argv[1:])'`;
const mayDeny = () => spawnSync('bash', ['-c', `${NO_CODE} true`]).status === 0;
// Whether somebody without rights may listen there is a setting of the machine.
const PORTS = '/proc/sys/net/ipv4/ip_unprivileged_port_start';

const listening = (server, ...where) => new Promise((resolve, reject) => {
  server.once('error', reject);
  server.listen(...where, () => resolve(server.address()));
});

// What lies in a directory, by its bytes, without the counters of SQLite: it raises them when a
// transaction ends that changed nothing.
const sumsOf = (dir) => readdirSync(dir, {recursive: true}).sort()
    .map((name) => path.join(dir, name)).filter((name) => statSync(name).isFile())
    .map((name) => {
      const bytes = readFileSync(name);
      if (name.endsWith('koine.db')) bytes.fill(0, 24, 28).fill(0, 92, 100);
      return [name, createHash('sha256').update(bytes).digest('hex')];
    });

async function sound({start}) {
  const server = await start({});
  for (const live of [true, false]) {
    if (!live) await server.signal('SIGTERM');
    const before = live ? [] : sumsOf(server.dataDir);
    const {running, names, findings} = await doctor(server);
    assert.equal(running, live);
    assert.deepEqual(names.filter((name) => !OF_MACHINE.includes(name)), [],
        JSON.stringify(findings));
    if (!live) assert.deepEqual(sumsOf(server.dataDir), before);
  }
}

// A certificate for `name`, of the authority `ca` or signed by itself.
function certificate(dir, name, days, ca = null) {
  const at = (end) => path.join(dir, `${name}.${end}`);
  const openssl = (...words) => execFileSync('openssl', words, {stdio: 'ignore'});
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout',
    at('key'), '-subj', `/CN=${name}`];
  if (ca) {
    openssl('req', ...key, '-out', at('csr'));
    openssl('x509', '-req', '-in', at('csr'), '-CA', ca.pem, '-CAkey', ca.key, '-CAcreateserial',
        '-days', String(days), '-out', at('pem'));
  } else {
    openssl('req', '-x509', ...key, '-days', String(days), '-out', at('pem'));
  }
  chmodSync(at('key'), 0o600);
  return {pem: at('pem'), key: at('key')};
}
const tlsFlags = ({pem, key}, ...more) => [`--tls.certificate=${pem}`, `--tls.key=${key}`, ...more];

async function settings({start}) {
  const dir = temporaryDir();
  const server = await start({});
  const long = certificate(dir, 'long', 90);
  const soon = certificate(dir, 'soon', 3);
  const orphan = certificate(dir, 'orphan', 90, certificate(dir, 'ca', 90));
  const old = certificateOf(dir, 'old', {begin: '240101000000Z', end: '250101000000Z'});
  const early = certificateOf(dir, 'early', {begin: '400101000000Z', end: '410101000000Z'});
  const toml = path.join(dir, 'koine.toml');
  writeFileSync(toml, '[mail]\nrelay_password = "x"\n');
  chmodSync(toml, 0o644);
  for (const [name, ...flags] of [
    ['settings', '--limits.conections=3'],
    ['settings', '--config=/nowhere/koine.toml'],
    ['settings', '--call.turn.url=turn:127.0.0.1:1'],
    ['settings', '--listen.main=8080'],
    ['settings-readable', `--config=${toml}`],
    ['tls-files', ...tlsFlags({...long, key: soon.key})],
    ['tls-expires-soon', ...tlsFlags(soon)],
    ['tls-expired', ...tlsFlags(old)],
    ['tls-not-yet', ...tlsFlags(early)],
    ['tls-name', ...tlsFlags(long, '--public_url=https://im.example.org')],
    ['tls-chain', ...tlsFlags(orphan)],
    ['plain-listener', '--listen.main=0.0.0.0:8080'],
    ['registration-open', '--listen.main=0.0.0.0:8080'],
    ['metrics-open', '--listen.metrics=0.0.0.0:9464'],
    ['proxy-untrusted', '--public_url=https://im.example.org'],
    ['test-settings', '--wallet.auto_confirm_recharge=true'],
  ]) await finds(name, server, flags);
}

// Servers of others that answer, but not as they should.
async function answers(server) {
  const other = net.createServer((socket) => socket.end('HTTP/1.1 400\r\n\r\n'));
  const {port} = await listening(other, 0, '127.0.0.1');
  // It is none for mail.
  await finds('relay-unreachable', server, ['--mail.domain=example.org',
    `--mail.relay=smtp://127.0.0.1:${port}`]);
  other.close();
  let code = '';
  const storage = http.createServer((_, response) => response.writeHead(403)
      .end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>no</Message></Error>`));
  const at = (await listening(storage, 0, '127.0.0.1')).port;
  for (const [name, said] of [['s3-refused', 'AccessDenied'],
    ['s3-clock', 'RequestTimeTooSkewed']]) {
    code = said;
    await finds(name, server, [`--files.s3.url=http://127.0.0.1:${at}/bucket`,
      '--files.s3.access_key=a', '--files.s3.secret_key=b']);
  }
  storage.close();
  const turn = dgram.createSocket('udp4');
  turn.on('message', (_, {port: to, address}) => turn.send(Buffer.alloc(20), to, address));
  await new Promise((resolve) => { turn.bind(0, '127.0.0.1', resolve); });
  await finds('turn-refused', server, [`--call.turn.url=turn:127.0.0.1:${turn.address().port}`,
    '--call.turn.secret=s']);
  turn.close();
}

async function elsewhere({start}) {
  const dir = temporaryDir();
  const server = await start({});
  for (const [name, ...flags] of [
    ['s3-unreachable', '--files.s3.url=http://127.0.0.1:1/bucket', '--files.s3.access_key=a',
      '--files.s3.secret_key=b'],
    ['nats-unreachable', '--cluster.nats=nats://127.0.0.1:1'],
    ['relay-unreachable', '--mail.domain=example.org', '--mail.relay=smtp://127.0.0.1:1'],
    ['turn-unreachable', '--call.turn.url=turn:127.0.0.1:1', '--call.turn.secret=s'],
    ['ding-unreachable', '--ding.gateway_url=http://127.0.0.1:1/ding'],
    ['ai-unreachable', '--ai.url=http://127.0.0.1:1/v1', '--ai.models=m'],
    ['backup-none', '--to', dir],
  ]) await finds(name, server, flags);
  await answers(server);
  await finds('postgresql-unreachable', server, ['--store.url=postgresql://127.0.0.1:1/koine'],
      {own: false});
  if (server.options.storeUrl) {
    const url = new URL(server.options.storeUrl);
    url.pathname = '/no_such_database';
    await finds('postgresql-refused', server, [`--store.url=${url.href}`], {own: false});
  }
  const failed = spawnSync(server.options.binary, ['backup', '--to', '/proc/none', '--data',
    server.dataDir, ...server.options.storeUrl ? [`--store.url=${server.options.storeUrl}`] : []]);
  assert.equal(failed.status, 1);
  await finds('backup-failed', server);
  execFileSync(server.options.binary, ['backup', '--to', dir, '--data', server.dataDir,
    ...(server.options.storeUrl ? [`--store.url=${server.options.storeUrl}`] : [])]);
  const made = readdirSync(dir).find((name) => name.startsWith('koine-'));
  const long = new Date(Date.now() - 48 * 3600_000);
  utimesSync(path.join(dir, made, 'backup.json'), long, long);
  await finds('backup-old', server, ['--to', dir]);
}

async function machine({start}) {
  const dir = temporaryDir();
  const server = await start({adminPassword: ''});
  await finds('no-administrator', server);
  server.pause();
  await finds('server-silent', server);
  server.resume();
  const data = server.dataDir;
  rmSync(path.join(data, 'koine.sock'));
  await finds('store-locked', server);
  await server.signal('SIGTERM');
  // A server of another version does not know the question.
  const stranger = net.createServer({allowHalfOpen: true}, (socket) => socket.resume()
      .on('end', () => socket.end(JSON.stringify({status: 2, failed: true, text: 'what?'}))));
  await listening(stranger, path.join(data, 'koine.sock'));
  await finds('server-version', server);
  await new Promise((resolve) => { stranger.close(resolve); });
  await finds('no-administrator', server);
  await finds('open-files', server, [], {shell: 'ulimit -n 512'});
  if (mayDeny()) await finds('memory-execute', server, [], {through: NO_CODE});
  await finds('data-missing', server, [], {data: path.join(dir, 'typo')});
  assert.deepEqual(readdirSync(dir), []);
  await finds('address-missing', server, ['--listen.main=203.0.113.7:8080']);
  const taken = net.createServer();
  await new Promise((resolve) => { taken.listen(0, '127.0.0.1', resolve); });
  await finds('port-taken', server, [`--listen.main=127.0.0.1:${taken.address().port}`]);
  taken.close();
  const secrets = path.join(data, 'secrets.toml');
  chmodSync(secrets, 0o644);
  await finds('secrets-readable', server);
  chmodSync(secrets, 0o600);
  chmodSync(data, 0o755);
  await finds('data-mode', server);
  chmodSync(data, 0o700);
  if (ROOT) {
    chownSync(secrets, 12_345, 12_345);
    await finds('data-owner', server);
    chownSync(secrets, 0, 0);
    chownSync(data, 12_345, 12_345);
  }
  chmodSync(data, 0o500);
  await finds('data-not-writable', server);
  chmodSync(data, 0o700);
  if (ROOT) chownSync(data, 0, 0);
  if (mayMount()) {
    const disk = path.join(dir, 'disk');
    mkdirSync(disk);
    const on = (options) => ({mounts: true, data: disk,
      shell: `mount -t tmpfs -o ${options} none '${disk}'`});
    await finds('disk-full', server, [], on('size=1m'));
    await finds('inodes-full', server, [], on('size=1g,nr_inodes=2'));
    await finds('data-read-only', server, [], on('ro'));
    if (Number(readFileSync(PORTS, 'utf8')) > 1) {
      await finds('port-privileged', server, ['--listen.main=127.0.0.1:1'], {mounts: true});
    }
  }
}

// The index is made anew when this number of it grows.
const [, INDEX] = /kTokensVersion = (\d+)/.exec(readFileSync(
    path.resolve(import.meta.dirname, '../../../src/core/search/tokens.h'), 'utf8'));
// Rows as a server leaves them that is too slow, or whose receivers do not answer.
const BACKLOGS = `
  insert into job (id, kind, key, due_at, lease_until, attempts, dead, payload)
    values (900001, 'none', 'late', 1, 0, 0, 0, '\\x'),
      (900002, 'none', 'dead', 1, 0, 9, 1, '\\x');
  insert into webhook (id, tenant_id, url, events, salt, allow_private, begins_after, kept,
    created_at) values (900001, 1, 'https://example.org/', '', 's', 0, 0, 6000, 1);
  insert into webhook_delivery (id, tenant_id, webhook_id, event_id, type, body, state, attempts,
    due_at, status, error, created_at)
    values (900001, 1, 900001, 'e', 't', '', 1, 9, 1, 500, '', 1);
  insert into mail_outside (mail_id, position, tenant_id, copy, address, state, attempts, due_at,
    status, reason) values (900001, 0, 1, 0, 'a@example.org', 1, 0, 1, 0, '');
  insert into lease (name, owner, until, position) values ('search.${INDEX}', '', 0, -60000)`;

// A server of PostgreSQL that says of itself what an old one would.
async function older(url, body) {
  const {hostname, port} = new URL(url);
  const between = net.createServer((client) => {
    const real = net.connect(Number(port), hostname);
    const end = () => { client.destroy(); real.destroy(); };
    client.pipe(real);
    real.on('data', (bytes) => client.write(
        Buffer.from(bytes.toString('latin1').replace(/(?<=\x06)1\d(?=\d{4}C)/, '12'), 'latin1')));
    for (const socket of [client, real]) socket.on('error', end).on('close', end);
  });
  const at = new URL(url);
  at.port = (await listening(between, 0, '127.0.0.1')).port;
  await body(at.href);
  between.close();
}

async function postgresql({start}) {
  const server = await start({});
  await older(server.options.storeUrl, (url) =>
    finds('postgresql-version', server, [`--store.url=${url}`], {own: false}));
  const sql = (text) =>
    execFileSync('psql', [server.options.storeUrl, '-v', 'ON_ERROR_STOP=1', '-qc', text]);
  const last = "(select max(number) from schema_version where set_name = 'koine')";
  sql("insert into schema_version values ('koine', 9999, 'later', 9999999999999)");
  await finds('schema-newer', server);
  await finds('clock-behind', server);
  sql('delete from schema_version where number = 9999');
  sql(`update schema_version set number = -1 where set_name = 'koine' and number = ${last}`);
  await finds('schema-older', server);
  sql(`update schema_version set number = 1 + ${last} where number = -1`);
  await server.signal('SIGTERM');
  sql(BACKLOGS);
  const {names} = await doctor(server);
  for (const name of ['jobs-late', 'jobs-given-up', 'webhook-backlog', 'webhook-dead',
    'mail-backlog', 'search-behind']) {
    assert.ok(names.includes(name), `no ${name} in ${names}`);
  }
  const pg = await Postgres.start({connections: 15});
  try {
    await pg.set('fsync', 'off');
    const asked = async (database) =>
      (await doctor(server, [`--store.url=${await pg.database(database)}`], {own: false})).names;
    const found = [...await asked(), ...await asked({encoding: 'LATIN1', locale: 'C'})];
    for (const name of ['postgresql-fsync', 'postgresql-connections', 'postgresql-encoding']) {
      assert.ok(found.includes(name), `no ${name} in ${found}`);
    }
  } finally {
    await pg.stop();
  }
}

// Files that may not grow for a while.
async function closed(server) {
  const limit = (bytes) =>
    execFileSync('prlimit', ['--pid', String(server.child.pid), `--fsize=${bytes}:unlimited`]);
  limit(0);
  const {status} = await server.http.call('POST', `${API}/auth/register`, null,
      {username: 'early', password: 'abc12345', nickname: 'Early'});
  assert.equal(status, 503);
  await finds('store-closed', server);
  limit('unlimited');
  await until(() => person(server.http, 'late').catch(() => null), 'writes are taken again');
}

async function sqlite({start}) {
  const server = await start({});
  await closed(server);
  await server.signal('SIGTERM');
  // What another program makes of the same tables has no room for checksums.
  const copy = path.join(temporaryDir(), 'copy');
  cpSync(server.dataDir, copy, {recursive: true});
  const copied = path.join(copy, 'koine.db');
  const tables = execFileSync('sqlite3', [copied, '.dump'], {maxBuffer: 64 << 20});
  rmSync(copied);
  execFileSync('sqlite3', [copied], {input: tables});
  await finds('store-sums', server, [], {data: copy});
  const db = path.join(server.dataDir, 'koine.db');
  const log = `${db}-wal`;
  writeFileSync(log, '');
  truncateSync(log, 2 ** 31);
  await finds('wal-huge', server);
  rmSync(log, {force: true});
  // A byte of the second page.
  const whole = readFileSync(db);
  const size = whole.readUInt16BE(16);
  const file = openSync(db, 'r+');
  writeSync(file, Buffer.from([whole[size + 100] ^ 1]), 0, 1, size + 100);
  closeSync(file);
  await finds('store-damaged', server);
  writeFileSync(db, 'no database, whoever wrote it');
  await finds('store-unreadable', server);
  renameSync(db, `${db}.away`);
  await finds('store-missing', server);
  rmSync(path.join(server.dataDir, 'secrets.toml'));
  renameSync(`${db}.away`, db);
  await finds('secrets-missing', server);
}

function misuse({server: {options: {binary}}}) {
  for (const [words, says] of [
    [['now'], /usage: koine doctor/],
    [['--to', 'a', '--to', 'b'], /usage: koine doctor/],
    [['--to'], /--to needs a value/],
  ]) {
    const {status, stdout, stderr} = spawnSync(binary, ['doctor', ...words],
        {encoding: 'utf8', timeout: RUN_MS});
    assert.deepEqual([status, stdout], [2, '']);
    assert.match(stderr, says);
  }
}

export const release = true;
export const tests = [
  {name: 'doctor says nothing of a sound server, and changes nothing', body: sound},
  {name: 'doctor names faults of settings and certificates', on: 'sqlite', body: settings},
  {name: 'doctor names servers that cannot be reached, and missing backups', body: elsewhere},
  {name: 'doctor names faults of the machine and of the data directory', on: 'sqlite',
    body: machine},
  {name: 'doctor names faults of SQLite', on: 'sqlite', body: sqlite},
  {name: 'doctor names faults of PostgreSQL', on: 'postgresql', body: postgresql},
  {name: 'doctor is asked right', on: 'sqlite', body: misuse},
];
