// The scenario `workbench`: the overview of somebody with 50 conversations, 1,000 unread DINGs,
// 10,000 entries in their todo list and 10,000 tasks, among 50,000 entries of others (ruoyi 8).
import { cpuMs, eachOf } from './openim.mjs';
import { call } from './organization.mjs';
import { startServer } from './server.mjs';
import { ADMIN_FLAGS, ADMIN_PASSWORD } from './words.mjs';

const OTHERS = 50;
const EACH = 1000;       // entries of each of the others
const OWN = 10_000;      // entries, and as many tasks, of the caller: an administrator, unbounded
const DINGS_EACH = 20;
const WARM_UPS = 3;
const CALLS = 300;       // of a run, for the mean
const PRIORITIES = 3;
const TODOS = '/workbench/todos';

const numbers = (count) => Array.from({ length: count }, (_, i) => i);
const signIn = (server, username, password) => call(server, 'POST', '/auth/login', null,
  { username, password });

async function makeWorld(context, server, caller) {
  context.say(`  making ${OWN} todos and tasks of the caller and ${OTHERS * EACH} of others`);
  const others = [];
  await eachOf(numbers(OTHERS), async (i) => {
    await call(server, 'POST', '/auth/register', null,
      { username: `other_${i}`, password: 'three-old-clocks' });
    others[i] = await signIn(server, `other_${i}`, 'three-old-clocks');
    const place = await call(server, 'POST', '/conversation/create', others[i].token,
      { type: 'PRIVATE', peerUserId: caller.userId });
    for (const token of [others[i].token, caller.token]) {
      await call(server, 'POST', '/message/send', token,
        { conversationId: place, type: 'TEXT', content: 'hello' });
    }
    for (let n = 0; n < DINGS_EACH; n++) {
      await call(server, 'POST', '/ding/send', others[i].token,
        { content: `come ${n}`, receiverIds: [caller.userId] });
    }
  });
  await eachOf(numbers(OTHERS * EACH), (i) => call(server, 'POST', TODOS,
    others[i % OTHERS].token, { title: `entry ${i}`, priority: 1 + i % PRIORITIES }));
  await eachOf(numbers(OWN), async (i) => {
    const value = { title: `own ${i}`, priority: 1 + i % PRIORITIES };
    await call(server, 'POST', TODOS, caller.token, value);
    await call(server, 'POST', '/task/create', caller.token, value);
  });
  context.postgres?.analyze();
}

export async function workbench(outer) {
  const context = { ...outer, serverFlags: [...outer.serverFlags, ...ADMIN_FLAGS] };
  const server = await startServer(context);
  try {
    const caller = await signIn(server, 'admin', ADMIN_PASSWORD);
    if (!outer.workbench) await makeWorld(context, server, caller);
    outer.workbench = true;
    const mean = async (path) => {
      for (let i = 0; i < WARM_UPS; i++) await call(server, 'GET', path, caller.token);
      const cpu = cpuMs(server, context.postgres);
      for (let i = 0; i < CALLS; i++) await call(server, 'GET', path, caller.token);
      return (cpuMs(server, context.postgres) - cpu) / CALLS;
    };
    return {
      workbench_overview_cpu_ms: await mean('/workbench/overview'),
      workbench_todos_cpu_ms: await mean(`${TODOS}?pageNum=1&pageSize=20`),
      workbench_todos_last_cpu_ms: await mean(`${TODOS}?pageNum=500&pageSize=20`),
      workbench_tasks_cpu_ms: await mean('/task/my?status=PENDING&pageNum=1&pageSize=20'),
    };
  } finally {
    await server.stop();
  }
}
