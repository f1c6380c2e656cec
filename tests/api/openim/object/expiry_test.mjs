// openim 9, 11: what was uploaded for messages goes once it is old; the rest stays.
import assert from 'node:assert/strict';
import {unique} from '../../../lib/world.mjs';
import {mustOpenim, openimAdmin, openimPeople, sayOpenim} from '../../../lib/openim.mjs';
import {download, postForm, uploadObject} from '../../../lib/openim_object.mjs';
import {until} from '../../../lib/report.mjs';

const DAY_MS = 24 * 3_600_000;
const KEEP_DAYS = 40;  // tokens live longer
const CAUSES = ['msg-picture', 'msg-file', 'msg-voice', 'msg-video', 'msg-video-snapshot',
  'sdklog'];

async function uploadForm(server, who, name, group, bytes) {
  const form = await mustOpenim(server.openim, '/object/initiate_form_data', who.token,
      {name, size: bytes.length, group});
  assert.equal((await postForm(server, form.url, bytes)).status, 200);
  return (await mustOpenim(server.openim, '/object/complete_form_data', who.token,
      {id: form.id})).url;
}

const statusOf = async (server, url) => (await download(server, url)).status;

async function goes({start}) {
  const server = await start({testClock: true, flags: ['--files.link_ttl=0',
    `--openim.objects_keep=${KEEP_DAYS}d`]});
  const {ann} = await openimPeople(server, await openimAdmin(server), ['ann'], unique());
  const bytes = Buffer.from('a content that several have');
  const old = [];
  for (const cause of CAUSES) {
    old.push(await uploadObject(server, ann, `${ann.id}/${cause}`, bytes, {cause}));
  }
  old.push(await uploadForm(server, ann, `${ann.id}/form`, 'msg-voice', Buffer.from('a form')));
  const kept = [
    await uploadObject(server, ann, `${ann.id}/avatar`, bytes, {cause: 'avatar'}),
    await uploadObject(server, ann, `${ann.id}/none`, bytes, {cause: ''}),
    await uploadForm(server, ann, `${ann.id}/other`, 'other', Buffer.from('another form')),
  ];
  await server.advanceClock((KEEP_DAYS - 2) * DAY_MS);
  // A content that is there, and one that is new.
  const young = await uploadObject(server, ann, `${ann.id}/young`, bytes, {cause: 'msg-file'});
  // Two nights before their time nothing went; after it, they are gone.
  assert.equal(await statusOf(server, old[0]), 200);
  await server.advanceClock(3 * DAY_MS);
  for (const url of old) {
    await until(async () => await statusOf(server, url) === 404, `${url} is gone`);
  }
  for (const url of [...kept, young]) assert.equal(await statusOf(server, url), 200, url);
  // The name is free, and the same content comes again.
  const again = await uploadObject(server, ann, `${ann.id}/msg-file`, bytes, {cause: 'msg-file'});
  assert.ok((await download(server, again)).body.equals(bytes));
}

async function staysForEver({start}) {
  const server = await start({testClock: true,
    flags: ['--openim.objects_keep=0', '--messages.keep=1d', '--files.link_ttl=0']});
  const admin = await openimAdmin(server);
  const {ann, bob} = await openimPeople(server, admin, ['ann', 'bob'], unique());
  const url = await uploadObject(server, ann, `${ann.id}/a`, Buffer.from('a'),
      {cause: 'msg-file'});
  await sayOpenim(server, admin, ann, bob, 'old');
  await server.advanceClock(400 * DAY_MS);
  // The night is over when the message is gone: what it orders is ordered at once.
  const {token} = await openimAdmin(server);
  await until(async () => {
    const found = await mustOpenim(server.openim, '/msg/search_msg', token,
        {sendID: ann.id, pagination: {pageNumber: 1, showNumber: 1}});
    return found.chatLogsNum === 0;
  }, 'a night passed');
  assert.equal(await statusOf(server, url), 200);
}

export const tests = [
  {name: 'what was uploaded for messages goes by its age', body: goes},
  {name: 'unless it is to be kept for ever', body: staysForEver},
];
