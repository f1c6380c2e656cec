// The scenario `external`: the lists and searches of somebody with 10,000 external contacts of
// their own, among 10,000 more of others (ruoyi 21).
import { cpuMs, eachOf } from './openim.mjs';
import { call } from './organization.mjs';
import { startServer } from './server.mjs';
import { ADMIN_FLAGS, ADMIN_PASSWORD } from './words.mjs';

const OTHERS = 10;
const EACH = 1_000;       // contacts of each of the others
const OWN = 10_000;
const AT_ONCE = 1_000;    // of an import
const GROUPS = 20;
const WARM_UPS = 3;
const CALLS = 300;        // of a run, for the mean
const EVERY = 100;        // of so many one is of the company that is looked for, and is starred
const COMPANY = '远方贸易';
const PAGE = 'pageNum=1&pageSize=20';

const numbers = (count) => Array.from({ length: count }, (_, i) => i);
const signIn = (server, username, password) => call(server, 'POST', '/auth/login', null,
  { username, password });
const lineOf = (i) => [`联系人 ${i}`, i % EVERY ? `公司 ${i % 500}` : COMPANY, '采购经理',
  `138${String(i).padStart(8, '0')}`, `person${i}@example.org`, `客户,展会 ${i % 7}`,
  `分组 ${i % GROUPS}`, i % EVERY ? 0 : 1].map((cell) => `"${cell}"`).join(',');

async function fill(server, token, count) {
  for (let from = 0; from < count; from += AT_ONCE) {
    const lines = numbers(AT_ONCE).map((i) => lineOf(from + i));
    await call(server, 'POST', '/external-contact/import', token,
      { content: ['姓名,公司,职位,手机号,邮箱,标签,分组,星标', ...lines].join('\n') });
  }
}

async function makeWorld(context, server, caller) {
  context.say(`  making ${OWN} external contacts of the caller and ${OTHERS * EACH} of others`);
  await eachOf(numbers(OTHERS), async (n) => {
    await call(server, 'POST', '/auth/register', null,
      { username: `other_${n}`, password: 'three-old-clocks' });
    const { token } = await signIn(server, `other_${n}`, 'three-old-clocks');
    await fill(server, token, EACH);
  });
  await fill(server, caller.token, OWN);
  context.postgres?.analyze();
}

export async function external(outer) {
  const context = { ...outer, serverFlags: [...outer.serverFlags, ...ADMIN_FLAGS] };
  const server = await startServer(context);
  try {
    const caller = await signIn(server, 'admin', ADMIN_PASSWORD);
    if (!outer.external) await makeWorld(context, server, caller);
    outer.external = true;
    const groups = await call(server, 'GET', '/external-contact/group/list', caller.token);
    const mean = async (path) => {
      const whole = `/external-contact/${path}`;
      for (let i = 0; i < WARM_UPS; i++) await call(server, 'GET', whole, caller.token);
      const cpu = cpuMs(server, context.postgres);
      for (let i = 0; i < CALLS; i++) await call(server, 'GET', whole, caller.token);
      return (cpuMs(server, context.postgres) - cpu) / CALLS;
    };
    return {
      external_list_cpu_ms: await mean(`list?${PAGE}`),
      external_last_cpu_ms: await mean('list?pageNum=500&pageSize=20'),
      external_group_cpu_ms: await mean(`group/${groups[0].id}?${PAGE}`),
      external_starred_cpu_ms: await mean(`starred?${PAGE}`),
      external_tag_cpu_ms: await mean(`list?tag=${encodeURIComponent('展会 3')}&${PAGE}`),
      external_search_cpu_ms: await mean(
        `search?keyword=${encodeURIComponent(COMPANY)}&${PAGE}`),
      external_groups_cpu_ms: await mean('group/list'),
      external_tags_cpu_ms: await mean('tags'),
    };
  } finally {
    await server.stop();
  }
}
