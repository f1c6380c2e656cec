// Nodes that must not start, and what they say; several that start at once on an empty store.
import assert from 'node:assert/strict';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {Cluster, refusal, writeSecrets} from '../lib/cluster.mjs';
import {LISTENERS, Server} from '../lib/server.mjs';
import {befriend, directChat, must, person} from '../lib/world.mjs';
import {Page} from './live.mjs';

// Starts a node that must refuse, and looks at what it says.
function refuses({binary}, {storeUrl, secrets, flags = []}, says) {
  const dir = mkdtempSync(path.join(tmpdir(), 'koine-refused-'));
  try {
    if (secrets) writeSecrets(dir, secrets);
    const given = new Set(flags.map((flag) => flag.split('=')[0]));
    const args = ['serve', '--data', dir, ...LISTENERS.map((name) => `--listen.${name}`)
        .filter((flag) => !given.has(flag)).map((flag) => `${flag}=127.0.0.1:0`), ...flags];
    if (storeUrl) args.push(`--store.url=${storeUrl}`);
    const {status, text} = refusal(binary, args);
    assert.match(text, says);
    assert.equal(status, 1, `status of a refused start; it said: ${text}`);
    return text.trim();
  } finally {
    rmSync(dir, {recursive: true, force: true});
  }
}

const nodeFlags = (nats) => [`--cluster.nats=${nats.urls}`, '--cluster.node=x',
  `--files.directory=${path.join(tmpdir(), 'koine-refused-files')}`];

async function otherSecrets(world, print) {
  const {storeUrl, nats} = world;
  // Its own, made at the first start.
  print(refuses(world, {storeUrl, flags: nodeFlags(nats)}, /secret/i));
  print(refuses(world, {storeUrl}, /secret/i));
}

async function newerSchema(world, print) {
  const url = await world.postgres.database();
  const name = url.split('/').at(-1);
  const first = await Cluster.start({binary: world.binary, storeUrl: url, nats: world.nats,
    size: 1});
  await first.stop();
  await world.postgres.sql(name, `insert into schema_version (set_name, number, name, applied_at)
    select distinct set_name, 99999, 'later', 0 from schema_version where set_name <> 'store'`);
  print(refuses(world, {storeUrl: url, secrets: first.secrets, flags: nodeFlags(world.nats)},
      /99999|newer/));
}

// A cluster in the middle of an upgrade: the schema is the next one's, and nodes of the version
// before are started again beside those that run.
async function additiveSchema(world, print) {
  const url = await world.postgres.database();
  const name = url.split('/').at(-1);
  const later = (additive) => world.postgres.sql(name, `with made as (insert into schema_version
    (set_name, number, name, applied_at) select 'koine', max(number) + 1, 'later', 0
    from schema_version where set_name = 'koine' returning number)
    insert into schema_additive (set_name, number)
    select 'koine', number from made where ${additive}`);
  const cluster = await Cluster.start({binary: world.binary, storeUrl: url, nats: world.nats,
    size: 2});
  try {
    const [one, two] = cluster.nodes;
    const [ann, bob] = [await person(one.http, 'ann'), await person(two.http, 'bob')];
    await befriend(one.http, ann, bob);
    const conversationId = await directChat(one.http, ann, bob);
    const sent = [];
    const say = async (node, who) => {
      sent.push(`said ${sent.length}`);
      await must(node.http, 'POST', '/message/send', who.token, {conversationId, type: 'TEXT',
        content: sent.at(-1), clientMsgId: `later-${sent.length}`});
    };
    await say(one, ann);
    // What the next version's step may be, under a node that runs and has its statements prepared.
    await world.postgres.sql(name, `create table later (id bigint primary key);
      alter table message add column later_note text;
      alter table member add column later_count bigint not null default 7;
      create index message_later on message (later_note)`);
    await later(true);
    await say(one, ann);
    await two.restart({kill: false});
    assert.match(two.stderr, /newer than this program knows .*additive: it goes on/);
    const page = await Page.open(two, bob);
    await say(one, ann);
    await page.says('new_message', (f) => f.payload.content === sent.at(-1));
    page.close();
    await one.restart({kill: false});
    await say(two, bob);
    await say(one, ann);
    for (const node of [one, two]) {
      const list = await must(node.http, 'GET',
          `/message/list/${conversationId}?pageNum=1&pageSize=50`, ann.token);
      assert.deepEqual(list.map(({content}) => content).filter((text) => text.startsWith('said'))
          .sort(), [...sent].sort());
      const third = await person(node.http, 'third');
      await must(node.http, 'GET', '/user/profile', third.token);
    }
  } finally {
    await cluster.stop();
  }
  await later(false);
  print(refuses(world, {storeUrl: url, secrets: cluster.secrets, flags: nodeFlags(world.nats)},
      /newer than this program knows/));
}

async function unsafePostgres(world, print) {
  const {postgres, nats, cluster: {secrets}} = world;
  for (const setting of ['fsync', 'full_page_writes']) {
    const url = await postgres.database();
    try {
      await postgres.set(setting, 'off');
      print(refuses(world, {storeUrl: url, secrets, flags: nodeFlags(nats)}, new RegExp(setting)));
    } finally {
      await postgres.set(setting, null);
    }
  }
  const latin = await postgres.database({name: 'latin', encoding: 'LATIN1', locale: 'C'});
  print(refuses(world, {storeUrl: latin, secrets, flags: nodeFlags(nats)}, /UTF8/));
}

async function sqlite(world, print) {
  print(refuses(world, {flags: nodeFlags(world.nats)}, /cluster\.nats/));
}

async function filesOfTheirOwn(world, print) {
  print(refuses(world, {storeUrl: world.storeUrl, secrets: world.cluster.secrets,
    flags: nodeFlags(world.nats).slice(0, 2)}, /files\.directory/));
}

// A file of secrets that several nodes share does as well as copies.
async function sharedFile(world) {
  const {storeUrl, nats, binary, cluster: {nodes}} = world;
  const node = await Server.start({binary, storeUrl, flags: [...nodeFlags(nats),
    `--secrets.file=${path.join(nodes[0].dataDir, 'secrets.toml')}`]});
  try {
    const ann = await person(nodes[1].http, 'ann');
    assert.equal((await must(node.http, 'GET', '/user/profile', ann.token)).id, ann.id);
  } finally {
    await node.stop();
  }
}

// The node is part of the cluster already when it finds that its port is taken.
async function takenPort(world, print) {
  const {storeUrl, nats, cluster: {secrets, nodes}} = world;
  print(refuses(world, {storeUrl, secrets, flags: [...nodeFlags(nats),
    `--listen.main=${nodes[0].addresses.main}`]}, /listen\.main.*in use/));
}

// Each makes the tables, the administrators and the tenant, or finds them made.
async function allAtOnce(world) {
  const cluster = new Cluster({binary: world.binary, nats: world.nats,
    storeUrl: await world.postgres.database()});
  try {
    await Promise.all([cluster.add(), cluster.add(), cluster.add()]);
  } finally {
    await cluster.stop();
  }
}

export const REFUSALS = [
  {name: 'a node with other secrets does not start', body: otherSecrets},
  {name: 'a node that knows an older schema only does not start', body: newerSchema},
  {name: 'a node goes on beside an additive step that it does not know', body: additiveSchema},
  {name: 'an unsafe PostgreSQL is refused', body: unsafePostgres},
  {name: 'NATS with SQLite is refused', body: sqlite},
  {name: 'nodes with files of their own are refused', body: filesOfTheirOwn},
  {name: 'a node with the secrets in a shared file starts', body: sharedFile},
  {name: 'a node whose port is taken says so', body: takenPort},
  {name: 'three nodes start at once on an empty store', body: allAtOnce},
];
