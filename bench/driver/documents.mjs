// The scenario `documents`: the lists and searches of somebody with 10,000 documents of their own
// and 2,000 that others share with them, all starred, among 8,000 more of others (ruoyi 15).
import { cpuMs, eachOf } from './openim.mjs';
import { call } from './organization.mjs';
import { startServer } from './server.mjs';
import { ADMIN_FLAGS, ADMIN_PASSWORD } from './words.mjs';

const OTHERS = 20;
const EACH = 500;         // documents of each of the others
const SHARED_EACH = 100;  // of these, with the caller
const OWN = 10_000;       // of the caller: an administrator, unbounded
const WARM_UPS = 3;
const CALLS = 300;        // of a run, for the mean
const WORD = '项目计划';
const EVERY = 100;        // of so many one has the word
const PAGE = 'pageNum=1&pageSize=20';

const numbers = (count) => Array.from({ length: count }, (_, i) => i);
const signIn = (server, username, password) => call(server, 'POST', '/auth/login', null,
  { username, password });
const textOf = (i) => `<p>会议纪要第${i}号，讨论预算、人员与进度。${i % EVERY ? '' : WORD}</p>`;

async function makeWorld(context, server, caller) {
  context.say(`  making ${OWN} documents of the caller and ${OTHERS * EACH} of others`);
  const make = (token, i) => call(server, 'POST', '/document/create', token,
    { title: `文档 ${i}`, content: textOf(i) });
  const star = (id) => call(server, 'POST', `/document/${id}/star`, caller.token);
  await eachOf(numbers(OTHERS), async (n) => {
    await call(server, 'POST', '/auth/register', null,
      { username: `other_${n}`, password: 'three-old-clocks' });
    const { token } = await signIn(server, `other_${n}`, 'three-old-clocks');
    for (let i = 0; i < EACH; i++) {
      const documentId = await make(token, i);
      if (i >= SHARED_EACH) continue;
      await call(server, 'POST', '/document/share', token,
        { documentId, userIds: [caller.userId] });
      await star(documentId);
    }
  });
  await eachOf(numbers(OWN), async (i) => star(await make(caller.token, i)));
  context.postgres?.analyze();
}

export async function documents(outer) {
  const context = { ...outer, serverFlags: [...outer.serverFlags, ...ADMIN_FLAGS] };
  const server = await startServer(context);
  try {
    const caller = await signIn(server, 'admin', ADMIN_PASSWORD);
    if (!outer.documents) await makeWorld(context, server, caller);
    outer.documents = true;
    const mean = async (path) => {
      for (let i = 0; i < WARM_UPS; i++) await call(server, 'GET', path, caller.token);
      const cpu = cpuMs(server, context.postgres);
      for (let i = 0; i < CALLS; i++) await call(server, 'GET', path, caller.token);
      return (cpuMs(server, context.postgres) - cpu) / CALLS;
    };
    const list = (type, page = PAGE) => mean(`/document/list?type=${type}&${page}`);
    return {
      documents_my_cpu_ms: await list('my'),
      documents_my_last_cpu_ms: await list('my', 'pageNum=500&pageSize=20'),
      documents_all_cpu_ms: await list('all'),
      documents_shared_cpu_ms: await list('shared'),
      documents_recent_cpu_ms: await list('recent'),
      documents_starred_cpu_ms: await list('starred'),
      documents_search_cpu_ms: await mean(
        `/document/search?keyword=${encodeURIComponent(WORD)}&${PAGE}`),
    };
  } finally {
    await server.stop();
  }
}
