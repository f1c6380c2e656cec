// What tests of erasing share: the commands of a server, and where a mark is still found.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {readFileSync, readdirSync} from 'node:fs';
import path from 'node:path';
import {PATIENCE} from './patience.mjs';
import {sleep} from './report.mjs';

const RUN_MS = 60_000 * PATIENCE;
const TURNS = 80;
const TURN_MS = 250;
// Longer than the two seconds after which an idle store empties its log: each call commits.
const LATER_TURNS = 10;

// In all that tests write of a person, an application or a conversation.
export const MARK = 'zyxw';

export function commandsOf(server) {
  const {binary, storeUrl} = server.options;
  const place = ['--data', server.dataDir, ...(storeUrl ? [`--store.url=${storeUrl}`] : [])];
  return (...words) => spawnSync(binary, [...words, ...place],
      {encoding: 'utf8', timeout: RUN_MS, input: ''});
}

export function done(answer) {
  assert.equal(answer.status, 0, answer.stderr + answer.stdout);
  return answer.stdout;
}

// What a file holds; nothing if it has just been swept away.
function contentOf(file) {
  try {
    return readFileSync(file).toString('latin1').toLowerCase();
  } catch (error) {
    if (error.code === 'ENOENT') return '';
    throw error;
  }
}

// Files of the data directory with the mark in their names or bytes, and what pg_dump says of the
// database.
export function found(server, mark = MARK) {
  const files = readdirSync(server.dataDir, {recursive: true, withFileTypes: true})
      .filter((entry) => entry.isFile())
      .filter((entry) => entry.name.toLowerCase().includes(mark) ||
          contentOf(path.join(entry.parentPath ?? entry.path, entry.name)).includes(mark))
      .map((entry) => entry.name);
  if (!server.options.storeUrl) return files;
  const dump = spawnSync('pg_dump', ['--data-only', '--dbname', server.options.storeUrl],
      {encoding: 'utf8', maxBuffer: 1 << 28});
  assert.equal(dump.status, 0, dump.stderr);
  return [...files, ...dump.stdout.split('\n').filter((line) => line.includes(mark))];
}

// Waits until nothing has it any more, then says so. What is erased late is swept late:
// `later` lets the clock of the test go on.
export async function assertGone(server, mark = MARK, later = () => {}) {
  for (let turn = 1; found(server, mark).length > 0 && turn <= TURNS; turn++) {
    await sleep(TURN_MS * PATIENCE);
    if (turn % LATER_TURNS === 0) await later();
  }
  assert.deepEqual(found(server, mark), []);
}
