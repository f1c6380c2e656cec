// Each command that `koine help` lists refuses what it does not take, and a data directory that is
// not there, with a sentence; nothing is made. A new command needs a line here.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {mkdtempSync, readdirSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';

const RUN_MS = 20_000;
// By command: words with which it is written right, and what it says where there is no store; null:
// it needs none.
const NO_STORE = /no store|no server|there is no|No such file|not there|empty/i;
const COMMANDS = {
  serve: [[], null],
  reindex: [[], NO_STORE],
  vacuum: [[], NO_STORE],
  secret: [['openim'], NO_STORE],
  cluster: [['status'], NO_STORE],
  user: [['list'], NO_STORE],
  erase: [['user', 'ann'], NO_STORE],
  export: [['ann', '--to', 'out'], NO_STORE],
  invite: [[], NO_STORE],
  app: [['list'], NO_STORE],
  admin: [['password', 'admin'], NO_STORE],
  audit: [['wallet'], NO_STORE],
  log: [['level'], NO_STORE],
  reload: [[], NO_STORE],
  status: [[], NO_STORE],
  check: [[], NO_STORE],
  doctor: [[], null],
  trace: [['1'], NO_STORE],
  backup: [['--to', 'out'], NO_STORE],
  verify: [['no-backup'], NO_STORE],
  restore: [['no-backup'], NO_STORE],
  upgrade: [['--check'], NO_STORE],
  move: [['--to', 'sqlite:other.db'], NO_STORE],
  routes: [[], null],
  config: [[], null],
  help: [[], null],
  version: [[], null],
};

function all({server: {options: {binary}}}) {
  const dir = mkdtempSync(path.join(tmpdir(), 'koine-misuse-'));
  const koine = (...words) => spawnSync(binary, words, {encoding: 'utf8', timeout: RUN_MS,
    cwd: dir});
  try {
    const [listed] = koine('help').stdout.split('\nsettings ');
    const names = [...listed.matchAll(/^ {2}([a-z]+)/gm)].map(([, name]) => name);
    assert.deepEqual([...new Set(names)].sort(), Object.keys(COMMANDS).sort());
    const faults = [];
    const look = (said, words, says) => {
      const {status, stdout, stderr} = koine(...words);
      const well = status > 0 && says.test(stderr) && /[a-z]{3}/.test(stderr);
      if (!well) faults.push(`${said}: koine ${words.join(' ')}: ${status} ${stdout} ${stderr}`);
    };
    for (const [name, [words, missing]] of Object.entries(COMMANDS)) {
      if (name !== 'doctor') look('unknown flag', [name, ...words, '--no-such-flag=1'], /no-such/);
      if (missing) look('no store', [name, ...words, '--data', 'typo'], missing);
    }
    assert.deepEqual(faults, []);
    assert.deepEqual(readdirSync(dir), []);
  } finally {
    rmSync(dir, {recursive: true, force: true});
  }
}

export const tests = [
  {name: 'each command refuses flags that it does not know and stores that are not there',
    body: all},
];
