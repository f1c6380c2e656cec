// What is left of a person whose account was closed: nothing by which they could be found.
import assert from 'node:assert/strict';
import {found} from '../../lib/erased.mjs';
import {befriend, group, must, person, upload} from '../../lib/world.mjs';
import {PATIENCE} from '../../lib/patience.mjs';
import {sleep} from '../../lib/report.mjs';

const NAME = 'Zyxwname';
const MARKS = [NAME, 'zyxwmail', '13912345678', 'Zyxwfile'];
const TURNS = 5;
const TURN_MS = 1500 * PATIENCE;

// Where they still stand. PostgreSQL dumps them as they were typed; an index has small letters.
const left = (server) => MARKS.flatMap((mark) => [...new Set([mark, mark.toLowerCase()])]
    .flatMap((one) => found(server, one).map((where) => `${one} in ${where}`)));

async function erased({start}) {
  const server = await start({});
  const {http} = server;
  const ann = await person(http, 'ann');
  const bob = await person(http, 'bob');
  await must(http, 'PUT', '/user/profile', ann.token,
      {nickname: NAME, email: 'zyxwmail@example.org', mobile: '13912345678'});
  await befriend(http, ann, bob);
  const place = await group(http, bob, [ann], 'g');
  const file = await upload(http, ann, 'Zyxwfile.txt', 'content of ann');
  await must(http, 'POST', '/message/send', ann.token,
      {conversationId: place, type: 'FILE', content: file.url});
  assert.equal((await http.request('GET', file.url)).status, 200);
  await must(http, 'POST', '/approval/create', ann.token, {templateId: 1, title: 'Leave',
    formData: {leaveType: '年假', startDate: '2026-12-01', endDate: '2026-12-02', leaveDays: 2,
      reason: 'family'}, attachments: [file.url]});
  const ding = (who, to) => must(http, 'POST', '/ding/send', who.token,
      {content: 'come', receiverIds: [to.id]});
  await ding(ann, bob);
  await must(http, 'PUT', `/ding/${await ding(bob, ann)}/confirm`, ann.token, {remark: NAME});
  await must(http, 'POST', '/workbench/todos', ann.token, {title: NAME, description: NAME});
  await must(http, 'POST', '/task/create', ann.token, {title: NAME, assigneeId: bob.id});
  await must(http, 'POST', '/workbench/layout', ann.token, {name: NAME});
  await must(http, 'POST', '/external-contact', ann.token, {name: NAME, remark: NAME});
  await must(http, 'POST', '/external-contact/group', ann.token, {name: NAME});
  const folderId = await must(http, 'POST', '/cloud/folder/create', ann.token, {folderName: NAME});
  const kept = await upload(http, ann, 'Zyxwfile.txt', 'kept by ann', '/cloud/file/upload',
      {folderId});
  await must(http, 'POST', '/cloud/share/create', ann.token,
      {shareType: 'FOLDER', resourceId: folderId});
  const documentId = await must(http, 'POST', '/document/create', ann.token,
      {title: NAME, content: NAME});
  await must(http, 'POST', '/document/share', ann.token, {documentId, userIds: [bob.id]});
  await must(http, 'POST', `/document/${documentId}/comments`, bob.token, {content: 'x'});
  await must(http, 'POST', '/email/draft', ann.token, {subject: NAME, content: NAME});
  await must(http, 'POST', '/email/send', ann.token, {toIds: [bob.id], subject: 'x'});
  const list = await must(http, 'GET', `/message/list/${place}`, bob.token);
  const link = /\/uploads\/[^"\\]*/.exec(JSON.stringify(list))[0];
  assert.equal((await http.request('GET', link)).status, 200, link);

  await must(http, 'DELETE', `/user/${ann.id}`, ann.token);
  for (const url of [file.url, link, kept.url]) {
    assert.equal((await http.request('GET', url)).status, 404, 'no file opens');
  }
  for (let turn = 0; ; turn++) {
    await sleep(TURN_MS);
    await server.signal('SIGTERM');
    const places = left(server);
    if (places.length === 0) break;
    assert.ok(turn < TURNS, places.join(', '));
    await server.launch();
  }
}

export const tests = [{name: 'nothing names a closed account', body: erased}];
