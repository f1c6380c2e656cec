// A PostgreSQL of the bench's own: a new cluster on a free port, fsync on, thrown away afterwards.
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

const BASE = '/usr/lib/postgresql';
// Its default.
const SHARED_BUFFERS = process.env.BENCH_SHARED_BUFFERS ?? '128MB';

function binaries() {
  let versions = [];
  try { versions = readdirSync(BASE).sort((a, b) => Number(b) - Number(a)); } catch { /* none */ }
  if (!versions.length) throw new Error(`no PostgreSQL in ${BASE}; apt-get install postgresql`);
  return join(BASE, versions[0], 'bin');
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject).listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

// Resolves to { pid, stop, database … }. Started by root, the cluster runs as user postgres.
export async function startPostgres() {
  const bin = binaries();
  const root = process.getuid() === 0;
  // Not below the tree, which user postgres may not be allowed to enter, and not in /tmp, which
  // may be memory.
  const dir = mkdtempSync('/var/tmp/koine-bench-');
  const data = join(dir, 'data');
  const run = (name, args) => {
    const command = root ? ['runuser', '-u', 'postgres', '--', join(bin, name), ...args]
      : [join(bin, name), ...args];
    const { status, stderr, stdout } = spawnSync(command[0], command.slice(1),
      { cwd: dir, encoding: 'utf8', stdio: name === 'pg_ctl' ? 'ignore' : 'pipe' });
    if (status !== 0) throw new Error(`${name}: ${stderr || stdout || `see ${dir}/log`}`);
  };
  if (root) {
    const id = (flag) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
    chownSync(dir, id('-u'), id('-g'));
  }
  chmodSync(dir, 0o700);
  const port = await freePort();
  run('initdb', ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8',
    '-k']);
  const start = () => run('pg_ctl', ['-D', data, '-l', join(dir, 'log'), '-w', '-o',
    `-c listen_addresses=127.0.0.1 -c port=${port} -c unix_socket_directories=${dir} -c fsync=on`
      + ` -c shared_buffers=${SHARED_BUFFERS}`,
    'start']);
  start();
  const at = ['-h', '127.0.0.1', '-p', String(port), '-U', 'postgres'];
  const stop = () => {
    try { run('pg_ctl', ['-D', data, '-m', 'immediate', 'stop']); } catch { /* already gone */ }
    rmSync(dir, { recursive: true, force: true });
  };
  // The back ends share the server's core, as they would on a machine of one core per service.
  const pin = () => {
    const pid = Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]);
    spawnSync('taskset', ['-acp', '0', String(pid)]);
    return pid;
  };
  const postgres = { pid: pin(), data, stop };
  // Stops and starts it again, so that its own cache is empty; takes statistics of the tables.
  postgres.down = () => run('pg_ctl', ['-D', data, '-m', 'fast', '-w', 'stop']);
  postgres.up = () => { start(); postgres.pid = pin(); };
  // A database of its own, empty or a copy of another that nobody uses: the same object with a
  // `url`, and `analyze` for its tables.
  postgres.database = (scenario, copied = null) => {
    const name = `koine_${scenario.replaceAll('-', '_')}`;
    run('createdb', [...at, ...(copied ? ['-T', copied.name] : []), name]);
    return Object.assign(Object.create(postgres), {
      name, url: `postgresql://postgres@127.0.0.1:${port}/${name}`,
      analyze: () => run('psql', [...at, '-d', name, '-qc', 'vacuum analyze']),
    });
  };
  return postgres;
}
