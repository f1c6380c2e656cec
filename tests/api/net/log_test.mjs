// The log names each request as its answer does, in text and in JSON, and tells of sign-ins and
// refusals with address and user, but never with a password or a token.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';

const WAIT_MS = 10_000;
const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const SECRET = 'no-such-password-77';

// The lines of its log that have come whole.
const lines = (server) => server.stderr.split('\n').slice(0, -1);

// Waits for one that fits.
async function line(server, fits) {
  const until = Date.now() + WAIT_MS;
  for (;;) {
    const found = lines(server).find(fits);
    if (found) return found;
    if (Date.now() > until) assert.fail(`no such line in\n${server.stderr}`);
    await new Promise((done) => setTimeout(done, 20));
  }
}

const signIn = (server, password, headers = {}, username = 'ann') =>
  server.http.request('POST', '/api/im/auth/login', {
    headers: {'Content-Type': 'application/json', ...headers},
    body: JSON.stringify({username, password}),
  });

async function ids({start}) {
  const server = await start({apps: false});
  const made = spawnSync(server.options.binary, ['user', 'create', 'ann', '--json', '--data',
    server.dataDir, ...(server.options.storeUrl ? [`--store.url=${server.options.storeUrl}`] : [])],
  {encoding: 'utf8'});
  const {password} = JSON.parse(made.stdout);
  const good = await signIn(server, password);
  assert.equal(good.json.code, 200);
  const id = good.headers['x-trace-id'];
  assert.match(id, /^[0-9a-f]{16}$/);
  assert.match(await line(server, (one) => one.includes(`[${id}]`)),
      /info gateway: ruoyi sign-in of user \d+ at WEB from 127\.0\.0\.1 \[/);
  for (const [headers, told] of [
    [{traceparent: `00-${TRACE}-00f067aa0ba902b7-01`, 'x-request-id': 'r-1'}, TRACE],
    [{'x-request-id': 'proxy:42.a_b'}, 'proxy:42.a_b'],
  ]) {
    await new Promise((done) => setTimeout(done, 1_100));  // a line a second
    const bad = await signIn(server, SECRET, headers);
    assert.equal(bad.headers['x-trace-id'], told);
    assert.match(await line(server, (one) => one.includes(`[${told}]`)),
        /info gateway: .*auth\/login: WrongPassword.*, from 127\.0\.0\.1/);
  }
  for (const headers of [{'x-request-id': 'two words'}, {'x-request-id': 'x'.repeat(65)},
    {traceparent: `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`}, {traceparent: 'rubbish'}]) {
    const answer = await signIn(server, SECRET, headers);
    assert.match(answer.headers['x-trace-id'], /^[0-9a-f]{16}$/, JSON.stringify(headers));
  }
  for (const secret of [password, SECRET, good.json.data.token, good.json.data.refreshToken]) {
    assert.ok(!server.stderr.includes(secret));
  }
}

async function json({start}) {
  const server = await start({apps: false, flags: ['--log.format', 'json']});
  const answer = await signIn(server, SECRET, {}, 'admin');
  const id = answer.headers['x-trace-id'];
  const said = JSON.parse(await line(server, (one) => one.includes(`"request":"${id}"`)));
  assert.deepEqual(Object.keys(said), ['time', 'level', 'component', 'request', 'message']);
  assert.deepEqual([said.level, said.component], ['info', 'gateway']);
  assert.match(said.time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  for (const one of lines(server)) {
    if (one.startsWith('{')) JSON.parse(one);
  }
}

function refusal({server: {options: {binary}}}) {
  const {status, stderr} = spawnSync(binary, ['serve', '--data', '/nonexistent/koine',
    '--log.format', 'xml'], {encoding: 'utf8', timeout: WAIT_MS});
  assert.notEqual(status, 0);
  assert.match(stderr, /log\.format.*must be text or json/);
}

export const tests = [
  {name: 'log: it names each request as its answer does', body: ids},
  {name: 'log: JSON', body: json},
  {name: 'log: a form that there is not is refused', body: refusal},
];
