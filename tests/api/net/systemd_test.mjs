// What a service manager hears (sd_notify), and that the unit file shuts the server in.
import assert from 'node:assert/strict';
import {execFileSync, spawn} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {PATIENCE} from '../../lib/patience.mjs';

const UNIT = path.resolve(import.meta.dirname, '../../../packaging/koine.service');
const EXPOSURE_MAX = 2.0;
const WATCHDOG_MS = 400;
const WAIT_MS = 20_000 * PATIENCE;
// Node has no sockets of datagrams with a path.
const LISTENER = `
import socket, sys
s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
s.bind(sys.argv[1])
print("bound", flush=True)
while True:
    print(s.recv(4096).decode(), flush=True)
`;

class Manager {
  static async open(dir) {
    const manager = new Manager();
    manager.path = path.join(dir, 'notify');
    manager.said = [];
    manager.child = spawn('python3', ['-c', LISTENER, manager.path],
        {stdio: ['ignore', 'pipe', 'inherit']});
    manager.child.stdout.setEncoding('utf8').on('data', (text) => {
      manager.said.push(...text.split('\n').filter(Boolean));
    });
    await manager.hears('bound');
    return manager;
  }

  count(word) { return this.said.filter((one) => one === word).length; }

  async hears(word, times = 1) {
    const until = Date.now() + WAIT_MS;
    while (this.count(word) < times) {
      assert.ok(Date.now() < until, `${word} never came: ${this.said}`);
      await sleep(20);
    }
  }

  close() { this.child.kill('SIGKILL'); }
}

async function notifies({start}) {
  const dir = mkdtempSync(path.join(tmpdir(), 'koine-test-'));
  const manager = await Manager.open(dir);
  try {
    const env = {NOTIFY_SOCKET: manager.path, WATCHDOG_USEC: String(WATCHDOG_MS * 1000)};
    const server = await start({env});
    await manager.hears('READY=1');
    await manager.hears('WATCHDOG=1', 3);
    assert.equal(manager.count('STOPPING=1'), 0);
    server.pause();
    await sleep(WATCHDOG_MS);
    const heard = manager.count('WATCHDOG=1');
    await sleep(3 * WATCHDOG_MS);
    assert.equal(manager.count('WATCHDOG=1'), heard, 'a server that stands still says nothing');
    server.resume();
    await manager.hears('WATCHDOG=1', heard + 2);
    await server.signal('SIGTERM');
    await manager.hears('STOPPING=1');
    assert.equal(manager.count('READY=1'), 1);
  } finally {
    manager.close();
    rmSync(dir, {recursive: true, force: true});
  }
}

async function unit() {
  const out = execFileSync('systemd-analyze', ['security', '--offline=true', '--no-pager', UNIT],
      {encoding: 'utf8'});
  const level = Number(/Overall exposure level for koine\.service: ([\d.]+)/.exec(out)?.[1]);
  assert.ok(level <= EXPOSURE_MAX, `exposure ${level}`);
}

export const on = 'sqlite';
export const tests = [
  {name: 'systemd: ready, alive, stopping', body: notifies},
  {name: 'systemd: the unit file shuts the server in', body: unit},
];
