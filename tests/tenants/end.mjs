// `koine app delete` while the application is busy: its sockets are closed, all calls are answered
// as of one that never was, and the other goes on.
import {execFileSync} from 'node:child_process';
import {AppimSocket} from '../lib/appim_socket.mjs';
import {PATIENCE} from '../lib/patience.mjs';
import {sleep} from '../lib/report.mjs';

const SOCKETS = 12;
const CALLERS = 12;
const BUSY_MS = 500;
const CLOSED_MS = 15_000 * PATIENCE;
const NO_HEADER = 4002;

function deleteApp(server, id) {
  const {binary, storeUrl} = server.options;
  execFileSync(binary, ['app', 'delete', id, '--data', server.dataDir,
    ...(storeUrl ? [`--store.url=${storeUrl}`] : [])], {encoding: 'utf8', stdio: 'pipe'});
}

const logIn = (server, tenant, i) => AppimSocket.login(server, tenant.app, tenant.steady[i],
    tenant.loginToken(tenant.steady[i]), `end${i}`);

// Calls until `state.over`; notes what was answered after the end.
async function keepCalling(server, tenant, dice, state) {
  while (!state.over) {
    const late = state.ended;
    const {json, text} = await server.appim.call('POST',
        `/im/conversations/${dice.pick(tenant.conversations)}/message`, tenant.master,
        {from_client: dice.pick(tenant.steady), type: -1, text: 'still there?'});
    if (late && json?.code !== NO_HEADER) state.wrong.push(text);
    if (late) state.late += 1;
  }
}

// With SQLite the server does not run while the application is deleted.
export async function endUnderLoad(server, [ending, staying], dice, running) {
  const state = {over: false, ended: false, wrong: [], late: 0};
  const sockets = await Promise.all(Array.from({length: SOCKETS},
      (_, i) => logIn(server, ending, i)));
  const other = await logIn(server, staying, 0);
  const calling = Array.from({length: CALLERS}, () => keepCalling(server, ending, dice, state)
      .catch((e) => { if (running) throw e; }));
  await sleep(BUSY_MS);
  if (!running) await server.signal('SIGTERM');
  deleteApp(server, ending.app.id);
  if (!running) await server.launch();
  state.ended = true;
  const begun = performance.now();
  const all = Promise.all(sockets.map((s) => s.closed));
  const closed = await Promise.race([all.then(() => true), sleep(CLOSED_MS).then(() => false)]);
  if (!closed) throw new Error(`sockets are open ${CLOSED_MS} ms after the end`);
  if (!running) await keepCallingOnce(server, ending, dice, state);
  while (state.late < CALLERS && performance.now() - begun < CLOSED_MS) await sleep(BUSY_MS);
  state.over = true;
  await Promise.all(calling);
  if (state.wrong.length || !state.late) {
    throw new Error(`after the end ${state.late} calls: ${state.wrong.slice(0, 3).join('\n')}`);
  }
  await checkAfter(server, ending, staying, running ? other : null);
}

// The callers of before went with the server.
async function keepCallingOnce(server, tenant, dice, state) {
  const once = {...state, wrong: state.wrong, late: 0};
  const calling = keepCalling(server, tenant, dice, once);
  await sleep(BUSY_MS);
  once.over = true;
  await calling;
  state.late += once.late;
}

async function checkAfter(server, ending, staying, other) {
  const socket = await AppimSocket.open(server);
  const [refused] = await socket.ask('login', {device_id: '1', app_id: ending.app.id,
    client_id: 'c0', token: ending.loginToken('c0')});
  if (refused?.code !== NO_HEADER) throw new Error(`a login: ${JSON.stringify(refused)}`);
  socket.close();
  if (!other) return;
  // What chance made of the older ones is unknown: who is in them, and who may speak.
  const {conv_id: id} = await staying.must('POST', '/im/conversations',
      {client_id: 'c1', to_client_ids: ['c0', 'c2'], conv_type: 3});
  await staying.must('POST', `/im/conversations/${id}/message`,
      {from_client: 'c1', type: -1, text: 'the other goes on'});
  await other.must('msg.new', (d) => d.text === 'the other goes on');
  other.close();
}
