// The same work against Koine and against what Debian and npm carry, in the same minutes on the
// same core. See bench/README.md, "Peers".
//
//   node bench/peers.mjs [--only koine,nats] [--runs 3] [--seconds 5] [--pairs 20] [--idle 1000]
//                        [--koine build/release/koine] [--json]
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { ejabberdMnesia, ejabberdSqlite } from './peers/ejabberd.mjs';
import { koine } from './peers/koine.mjs';
import { nats } from './peers/nats.mjs';
import { pinGenerator } from './peers/process.mjs';
import { prosody } from './peers/prosody.mjs';
import { runPeer } from './peers/run.mjs';
import { socketio } from './peers/socketio.mjs';
import { summary, table } from './peers/table.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PEERS = { koine, 'ejabberd': ejabberdMnesia, 'ejabberd-sqlite': ejabberdSqlite, prosody, nats,
  socketio };
const NUMBERS = { runs: [1, 99], seconds: [0.5, 600], pairs: [1, 500], idle: [0, 3000] };

function fail(text) {
  console.error(`bench: ${text}`);
  process.exit(2);
}

function parse() {
  const text = (value) => ({ type: 'string', default: value });
  try {
    return parseArgs({ options: {
      'only': { type: 'string', multiple: true, default: [] }, 'runs': text('3'),
      'seconds': text('5'), 'pairs': text('20'), 'idle': text('1000'),
      'koine': text(join(ROOT, 'build/release/koine')),
      'json': { type: 'boolean', default: false }, 'help': { type: 'boolean', default: false },
    } }).values;
  } catch (error) {
    return fail(error.message);
  }
}

function readArguments() {
  const values = parse();
  if (values.help) {
    console.log('./dev bench --peers [--only NAME,NAME…] [--runs N] [--seconds S] [--pairs N]'
      + ` [--idle N] [--koine FILE] [--json]\nnames: ${Object.keys(PEERS).join(' ')}`);
    process.exit(0);
  }
  for (const [name, [low, high]] of Object.entries(NUMBERS)) {
    const number = Number(values[name]);
    const whole = name === 'seconds' || Number.isInteger(number);
    if (!values[name].trim() || !(number >= low && number <= high) || !whole) {
      fail(`--${name} ${values[name]}: take a number from ${low} to ${high}`);
    }
    values[name] = number;
  }
  const names = values.only.flatMap((text) => text.split(','));
  for (const name of names) {
    if (!Object.hasOwn(PEERS, name)) {
      fail(`--only ${name}: no such peer; there are ${Object.keys(PEERS).join(' ')}`);
    }
  }
  values.koine = resolve(values.koine);
  values.names = Object.keys(PEERS).filter((name) => !names.length || names.includes(name));
  return values;
}

// The rows, with the version of each peer or the reason why it cannot run.
function rows(options) {
  return options.names.map((name) => {
    const row = { name, title: PEERS[name].title, tells: PEERS[name].tells, samples: {} };
    try {
      row.version = PEERS[name].version(options);
    } catch (error) {
      row.error = error.message.split('\n')[0];
    }
    return row;
  });
}

async function measure(row, options, first) {
  const { figures, synced } = await runPeer(PEERS[row.name], options, first);
  for (const [key, value] of Object.entries(figures)) (row.samples[key] ??= []).push(value);
  if (synced) row.synced = synced;
}

async function main() {
  const options = readArguments();
  const all = rows(options);
  pinGenerator();
  const begun = new Date().toISOString();
  // Run by run through all peers, so that what else the machine does meets all of them.
  for (let run = 1; run <= options.runs; run++) {
    for (const row of all) {
      if (row.error) continue;
      process.stderr.write(`${row.title}, run ${run} of ${options.runs}\n`);
      try {
        await measure(row, options, run === 1);
      } catch (error) {
        row.error = error.message.split('\n')[0];
        console.error(`bench: ${row.title}: ${error.message}`);
      }
    }
  }
  const result = summary(all);
  const [load] = readFileSync('/proc/loadavg', 'utf8').split(' ');
  const about = { begun, cores: cpus().length, model: cpus()[0].model, load: Number(load),
    runs: options.runs, seconds: options.seconds, pairs: options.pairs, idle: options.idle };
  if (options.json) console.log(JSON.stringify({ about, peers: result }));
  else console.log(table(result));
  process.exit(result.some((row) => row.error) ? 1 : 0);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(signal, () => process.exit(130));
}
main().catch((error) => {
  console.error(`bench: ${error.stack}`);
  process.exit(1);
});
