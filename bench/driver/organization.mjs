// The scenario `organization`: 5,000 departments, each with a leader, and 50,000 members (17).
import { adminToken, clientOf, cpuMs, eachOf } from './openim.mjs';
import { startServer } from './server.mjs';
import { ADMIN_FLAGS, ADMIN_PASSWORD } from './words.mjs';

const DEPARTMENTS = 5000;
const MEMBERS_EACH = 10;
const BRANCH = 8;        // departments under each
const REGISTERED_AT_ONCE = 250;
const LOOKED_AT_AFTER = 5000; // people, so that PostgreSQL knows how many there are
const WARM_UPS = 3;
const TREES = 30;        // of a run, for the mean
const PAGES = 300;
const DEPARTMENT = '/organization/department';

export async function call(server, method, path, token, value) {
  const bearer = token ? { authorization: `Bearer ${token}` } : {};
  const answer = await fetch(`http://${server.address}/api/im${path}`, {
    method, body: value && JSON.stringify(value),
    headers: { 'content-type': 'application/json', 'accept-encoding': 'identity', ...bearer },
  });
  const { code, data, msg } = await answer.json();
  if (code !== 200) throw new Error(`${method} ${path}: ${code} ${msg}`);
  return data;
}

// Makes the tree level by level; {top}, a department with departments under it.
async function makeWorld(context, server, token) {
  context.say(`  making ${DEPARTMENTS} departments of ${MEMBERS_EACH}`);
  const openim = clientOf(server);
  const admin = await adminToken(context, openim);
  const people = Array.from({ length: DEPARTMENTS * MEMBERS_EACH }, (_, i) => `bench_${i}`);
  for (let i = 0; i < people.length; i += REGISTERED_AT_ONCE) {
    await openim('/user/user_register', admin, { users: people.slice(i, i + REGISTERED_AT_ONCE)
      .map((userID) => ({ userID, nickname: userID, faceURL: '' })) });
    if (i % LOOKED_AT_AFTER === 0) context.postgres?.analyze();
  }
  // They got their ids one after the other.
  const [{ id: first }] = await call(server, 'GET', '/user/list?keyword=bench_0&pageSize=1',
    token);
  const made = [];
  for (let from = 0, to = 1; from < DEPARTMENTS; from = to, to = Math.min(to * BRANCH + 1,
    DEPARTMENTS)) {
    await eachOf(Array.from({ length: to - from }, (_, k) => from + k), async (n) => {
      const parentId = n === 0 ? 0 : made[Math.floor((n - 1) / BRANCH)];
      made[n] = await call(server, 'POST', DEPARTMENT, token, { name: `Department ${n}`, parentId,
        orderNum: n % 7, leaderId: first + n * MEMBERS_EACH });
      const userIds = Array.from({ length: MEMBERS_EACH }, (_, k) => first + n * MEMBERS_EACH + k);
      await call(server, 'POST', `${DEPARTMENT}/member`, token, { departmentId: made[n], userIds });
    });
  }
  context.postgres?.analyze();
  return { top: made[0] };
}

export async function organization(outer) {
  const context = { ...outer, serverFlags: [...outer.serverFlags, ...ADMIN_FLAGS] };
  const server = await startServer(context);
  try {
    const { token } = await call(server, 'POST', '/auth/login', null,
      { username: 'admin', password: ADMIN_PASSWORD });
    outer.organization ??= await makeWorld(context, server, token);
    const { top } = outer.organization;
    const mean = async (times, path) => {
      for (let i = 0; i < WARM_UPS; i++) await call(server, 'GET', path, token);
      const cpu = cpuMs(server, context.postgres);
      for (let i = 0; i < times; i++) await call(server, 'GET', path, token);
      return (cpuMs(server, context.postgres) - cpu) / times;
    };
    return {
      organization_tree_cpu_ms: await mean(TREES, `${DEPARTMENT}/tree`),
      organization_members_cpu_ms: await mean(PAGES,
        `${DEPARTMENT}/${top}/members?pageNum=1&pageSize=20`),
      organization_below_cpu_ms: await mean(PAGES,
        `${DEPARTMENT}/${top}/members?includeChildren=true&pageNum=1&pageSize=20`),
    };
  } finally {
    await server.stop();
  }
}
