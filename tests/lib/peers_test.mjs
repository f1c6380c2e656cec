// Tests of the comparison with other servers: it counts every message, and says what it cannot do.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {fileURLToPath} from 'node:url';
import {onDisk, summary, table} from '../../bench/peers/table.mjs';
import {Pairs} from '../../bench/peers/work.mjs';

const PEERS = fileURLToPath(new URL('../../bench/peers.mjs', import.meta.url));
const SECONDS = 0.1;
const STALL_MS = 200;
const FAULT_AT = '1-40';

// A server of two pairs; `copies` says how often a message arrives, `told` whether it is
// acknowledged.
function peer({copies = () => 1, told = () => true}) {
  const people = new Map();
  return {
    tells: 'acknowledgement',
    async connect(server, who, hooks) {
      people.set(who, hooks);
      return {
        send: (to, text, id) => setImmediate(() => {
          for (let i = 0; i < copies(id); i++) people.get(to).onMessage(text);
          if (told(id)) hooks.onTold();
        }),
        close() {},
      };
    },
  };
}

async function work(fault) {
  const pairs = await Pairs.open(peer(fault), {}, ['ann', 'bob', 'cat', 'dan']);
  Object.assign(pairs, {stallMs: STALL_MS, warmUpS: 0});
  return pairs.atFullSpeed({cpuNs: () => performance.now() * 1e6}, SECONDS);
}

const refused = (flags, reason) => {
  const {status, stderr} = spawnSync(process.execPath, [PEERS, ...flags], {encoding: 'utf8'});
  assert.equal(status, 2);
  assert.match(stderr, reason);
};

export const peersTests = [
  ['the comparison measures a right server', async () => {
    const figures = await work({});
    assert.ok(figures.per_s > 100 && figures.cpu_us > 0, JSON.stringify(figures));
  }],
  ['the comparison finds a lost message', () =>
    assert.rejects(work({copies: (id) => Number(id !== FAULT_AT)}), /sent, \d+ delivered/)],
  ['the comparison finds a doubled message', () =>
    assert.rejects(work({copies: (id) => 1 + Number(id === FAULT_AT)}), /came twice/)],
  ['the comparison finds a message that was not acknowledged', () =>
    assert.rejects(work({told: (id) => id !== FAULT_AT}), /\d+ acknowledged/)],
  ['the comparison refuses what it does not know', () => {
    refused(['--only', 'ircd'], /--only ircd: no such peer; there are koine /);
    refused(['--seconds', 'soon'], /--seconds soon: take a number/);
    refused(['--runs', '1.5'], /--runs 1\.5: take a number/);
    refused(['--fast'], /--fast/);
  }],
  ['the comparison prints medians, ratios and who is missing', () => {
    const samples = {cpu_us: [20, 10, 30], p50_ms: [1, 1, 1], kept_per_s: [200, 200, 200],
      server_share: [1], generator_share: [0.5]};
    const rows = summary([
      {name: 'koine', title: 'Koine', version: '1', tells: 'ack', samples,
        synced: {of: 20, before: 20, calls: 1}},
      {name: 'slow', title: 'Slow', version: '2', tells: null,
        samples: {...samples, cpu_us: [50], kept_per_s: [40]}},
      {name: 'gone', title: 'Gone', samples: {}, error: 'Debian package gone missing'},
    ]);
    assert.deepEqual(rows[0].figures.cpu_us, {median: 20, low: 10, high: 30, ratio: 1});
    assert.equal(rows[1].figures.cpu_us.ratio, 2.5);
    assert.equal(onDisk(rows[0]), 'yes, 20 of 20');
    const text = table(rows);
    assert.match(text, /rate not kept/);
    assert.match(text, /^Gone: Debian package gone missing$/m);
  }],
].map(([name, body]) => ({name, body}));
