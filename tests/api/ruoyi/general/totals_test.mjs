// A list in pages (ruoyi 0.6): together they are the whole list in its order, and each says how
// many there are, also the last full one and one that is beyond the end.
import assert from 'node:assert/strict';
import {API, administrator, must, person, unique} from '../../../lib/world.mjs';

const COUNT = 7;

// `path` has a parameter already. Names what a row is by `of`.
async function inPages(http, who, path, of) {
  const page = async (number, size) => {
    const {json} = await http.call('GET', `${API}${path}&pageNum=${number}&pageSize=${size}`,
        who.token);
    assert.equal(json.code, 200, JSON.stringify(json));
    assert.equal(json.total, COUNT, `page ${number} of ${size} of ${path}`);
    assert.deepEqual(json.rows, json.data);
    return json.data.map(of);
  };
  const whole = (await must(http, 'GET', path, who.token)).map(of);
  assert.equal(new Set(whole).size, COUNT);
  for (const size of [1, 2, 3, COUNT - 1, COUNT, COUNT + 1]) {
    const found = [];
    const pages = Math.ceil(COUNT / size);
    for (let number = 1; number <= pages; number++) found.push(...await page(number, size));
    assert.deepEqual(found, whole, `${path} in pages of ${size}`);
    assert.deepEqual(await page(pages + 1, size), []);
    assert.deepEqual(await page(pages + 9, size), []);
  }
}

async function lists({server: {http}}) {
  const [admin, ann, bob] = await Promise.all([administrator(http),
    ...['ann', 'bob'].map((name) => person(http, name))]);
  const templateId = await must(http, 'POST', '/approval/templates', admin.token,
      {code: `PAGES_${unique()}`, name: 'Pages', flowConfig: [{nodeName: 'one',
        approvers: [bob.id]}]});
  for (let i = 0; i < COUNT; i++) {
    await must(http, 'POST', '/workbench/todos', ann.token, {title: `entry ${i}`});
    await must(http, 'POST', '/approval/create', ann.token, {templateId, title: `trip ${i}`});
    await must(http, 'POST', '/ding/send', ann.token, {content: `come ${i}`,
      receiverIds: [bob.id]});
  }
  const id = (row) => row.id;
  await inPages(http, ann, '/workbench/todos?type=', id);
  await inPages(http, ann, '/approval/my?status=', id);
  await inPages(http, bob, '/approval/pending?keyword=', id);
  await inPages(http, bob, '/approval/pending?keyword=trip', id);
  await inPages(http, ann, '/ding/sent?status=', id);
  await inPages(http, bob, '/ding/received?unreadOnly=false', id);
}

export const tests = [{name: 'pages make up the list, and tell how many there are', body: lists}];
