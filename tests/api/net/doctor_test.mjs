// `koine doctor` names what is wrong, with a sentence and what to do, and says nothing of a sound
// server. Faults are planted one after the other, beside a server that runs or after it stopped.
import assert from 'node:assert/strict';
import {execFileSync, spawnSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {chmodSync, chownSync, closeSync, mkdirSync, mkdtempSync, openSync, readdirSync,
  readFileSync, renameSync, rmSync, statSync, truncateSync, utimesSync, writeFileSync,
  writeSync} from 'node:fs';
import net from 'node:net';
import {tmpdir} from 'node:os';
import path from 'node:path';

const RUN_MS = 60_000;
const ROOT = process.getuid() === 0;
// Said of the machine that runs the tests, or of every installation on one disk.
const OF_MACHINE = ['clock-unsynchronised', 'disk-slow', 'disk-low', 'memory-small', 'open-files',
  'backup-same-disk', 'backup-none', 'thumbnails', 'postgresql-sums'];

// What the command finds, by name. `shell` is run before, in the same shell.
function doctor(server, flags = [], {data = server.dataDir, shell = '', mounts = false,
  own = true} = {}) {
  const {binary, storeUrl} = server.options;
  const store = own && storeUrl ? [`--store.url=${storeUrl}`] : [];
  const listens = Object.entries(server.listens).map(([name, at]) => `--listen.${name}=${at}`)
      .filter((flag) => !flags.some((one) => one.split('=')[0] === flag.split('=')[0]));
  const words = [binary, 'doctor', '--json', '--data', data, ...store, ...listens, ...flags];
  const script = `${shell}\nexec ${words.map((word) => `'${word}'`).join(' ')}`;
  const {status, stdout, stderr} = mounts ?
    spawnSync('unshare', ['--user', '--map-root-user', '--mount', 'bash', '-c', script],
        {encoding: 'utf8', timeout: RUN_MS}) :
    spawnSync('bash', ['-c', script], {encoding: 'utf8', timeout: RUN_MS});
  assert.ok(stdout, `${flags}: ${stderr}`);
  const {sound, running, findings} = JSON.parse(stdout);
  assert.equal(status, sound ? 0 : 1, stdout);
  for (const {name, what, advice} of findings) {
    assert.ok(what.length > 10 && advice.length > 5, `${name}: ${what}: ${advice}`);
  }
  return {running, names: findings.map(({name}) => name), findings};
}

function finds(name, ...asked) {
  const {names, findings} = doctor(...asked);
  assert.ok(names.includes(name), `no ${name} in ${JSON.stringify(findings)}`);
}

const mayMount = () => spawnSync('unshare', ['--user', '--map-root-user', '--mount', 'bash', '-c',
  'mount -t tmpfs none /mnt']).status === 0;

async function withDir(body) {
  const dir = mkdtempSync(path.join(tmpdir(), 'koine-doctor-'));
  try {
    await body(dir);
  } finally {
    rmSync(dir, {recursive: true, force: true});
  }
}

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
  const server = await start({apps: false});
  for (const live of [true, false]) {
    if (!live) await server.signal('SIGTERM');
    const before = live ? [] : sumsOf(server.dataDir);
    const {running, names, findings} = doctor(server);
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

const settings = ({start}) => withDir(async (dir) => {
  const server = await start({apps: false});
  const long = certificate(dir, 'long', 90);
  const soon = certificate(dir, 'soon', 3);
  const orphan = certificate(dir, 'orphan', 90, certificate(dir, 'ca', 90));
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
    ['tls-name', ...tlsFlags(long, '--public_url=https://im.example.org')],
    ['tls-chain', ...tlsFlags(orphan)],
    ['plain-listener', '--listen.main=0.0.0.0:8080'],
    ['registration-open', '--listen.main=0.0.0.0:8080'],
    ['metrics-open', '--listen.metrics=0.0.0.0:9464'],
    ['proxy-untrusted', '--public_url=https://im.example.org'],
    ['test-settings', '--wallet.auto_confirm_recharge=true'],
  ]) finds(name, server, flags);
});

const elsewhere = ({start}) => withDir(async (dir) => {
  const server = await start({apps: false});
  for (const [name, ...flags] of [
    ['s3-unreachable', '--files.s3.url=http://127.0.0.1:1/bucket', '--files.s3.access_key=a',
      '--files.s3.secret_key=b'],
    ['nats-unreachable', '--cluster.nats=nats://127.0.0.1:1'],
    ['relay-unreachable', '--mail.domain=example.org', '--mail.relay=smtp://127.0.0.1:1'],
    ['turn-unreachable', '--call.turn.url=turn:127.0.0.1:1', '--call.turn.secret=s'],
    ['ding-unreachable', '--ding.gateway_url=http://127.0.0.1:1/ding'],
    ['ai-unreachable', '--ai.url=http://127.0.0.1:1/v1', '--ai.models=m'],
    ['backup-none', '--to', dir],
  ]) finds(name, server, flags);
  // Somebody else's server is none for mail.
  const other = net.createServer((socket) => socket.end('HTTP/1.1 400\r\n\r\n'));
  await new Promise((resolve) => { other.listen(0, '127.0.0.1', resolve); });
  other.unref();
  finds('postgresql-unreachable', server, ['--store.url=postgresql://127.0.0.1:1/koine'],
      {own: false});
  if (server.options.storeUrl) {
    const url = new URL(server.options.storeUrl);
    url.pathname = '/no_such_database';
    finds('postgresql-refused', server, [`--store.url=${url.href}`], {own: false});
  }
  other.close();
  execFileSync(server.options.binary, ['backup', '--to', dir, '--data', server.dataDir,
    ...(server.options.storeUrl ? [`--store.url=${server.options.storeUrl}`] : [])]);
  const made = readdirSync(dir).find((name) => name.startsWith('koine-'));
  const long = new Date(Date.now() - 48 * 3600_000);
  utimesSync(path.join(dir, made, 'backup.json'), long, long);
  finds('backup-old', server, ['--to', dir]);
});

const machine = ({start}) => withDir(async (dir) => {
  const server = await start({apps: false, adminPassword: ''});
  finds('no-administrator', server);
  server.pause();
  finds('server-silent', server);
  server.resume();
  await server.signal('SIGTERM');
  const data = server.dataDir;
  finds('no-administrator', server);
  finds('open-files', server, [], {shell: 'ulimit -n 512'});
  finds('data-missing', server, [], {data: path.join(dir, 'typo')});
  assert.deepEqual(readdirSync(dir), []);
  finds('address-missing', server, ['--listen.main=203.0.113.7:8080']);
  const taken = net.createServer();
  await new Promise((resolve) => { taken.listen(0, '127.0.0.1', resolve); });
  finds('port-taken', server, [`--listen.main=127.0.0.1:${taken.address().port}`]);
  taken.close();
  const secrets = path.join(data, 'secrets.toml');
  chmodSync(secrets, 0o644);
  finds('secrets-readable', server);
  chmodSync(secrets, 0o600);
  chmodSync(data, 0o755);
  finds('data-mode', server);
  chmodSync(data, 0o700);
  if (ROOT) {
    chownSync(secrets, 12_345, 12_345);
    finds('data-owner', server);
    chownSync(secrets, 0, 0);
  }
  if (mayMount()) {
    const disk = path.join(dir, 'disk');
    mkdirSync(disk);
    const on = (options) => ({mounts: true, data: disk,
      shell: `mount -t tmpfs -o ${options} none '${disk}'`});
    finds('disk-full', server, [], on('size=1m'));
    finds('inodes-full', server, [], on('size=1g,nr_inodes=2'));
    finds('data-read-only', server, [], on('ro'));
  }
});

async function stores({start}) {
  const server = await start({apps: false});
  if (server.options.storeUrl) {
    const sql = (text) => execFileSync('psql', [server.options.storeUrl, '-qc', text]);
    sql("insert into schema_version values ('koine', 9999, 'later', 9999999999999)");
    finds('schema-newer', server);
    finds('clock-behind', server);
    sql('delete from schema_version where number = 9999');
    return;
  }
  await server.signal('SIGTERM');
  const db = path.join(server.dataDir, 'koine.db');
  const log = `${db}-wal`;
  writeFileSync(log, '');
  truncateSync(log, 2 ** 31);
  finds('wal-huge', server);
  rmSync(log, {force: true});
  // A byte of the second page.
  const whole = readFileSync(db);
  const size = whole.readUInt16BE(16);
  const file = openSync(db, 'r+');
  writeSync(file, Buffer.from([whole[size + 100] ^ 1]), 0, 1, size + 100);
  closeSync(file);
  finds('store-damaged', server);
  writeFileSync(db, 'no database, whoever wrote it');
  finds('store-unreadable', server);
  renameSync(db, `${db}.away`);
  finds('store-missing', server);
  rmSync(path.join(server.dataDir, 'secrets.toml'));
  renameSync(`${db}.away`, db);
  finds('secrets-missing', server);
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

export const tests = [
  {name: 'doctor says nothing of a sound server, and changes nothing', body: sound},
  {name: 'doctor names faults of settings and certificates', body: settings},
  {name: 'doctor names servers that cannot be reached, and missing backups', body: elsewhere},
  {name: 'doctor names faults of the machine and of the data directory', body: machine},
  {name: 'doctor names faults of the store', body: stores},
  {name: 'doctor is asked right', body: misuse},
];
