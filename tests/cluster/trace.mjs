// What became of a message is asked of every node, wherever the command runs.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {traceOf} from '../lib/operator.mjs';
import {PATIENCE} from '../lib/patience.mjs';
import {until} from '../lib/report.mjs';
import {group, must, person} from '../lib/world.mjs';
import {Page} from './live.mjs';

const ANSWER_MS = 3_000 * PATIENCE;  // a node that hangs is waited for for two seconds

async function everyNode({cluster}) {
  const [a, b, c] = cluster.nodes;
  const [ann, bob, cat] = await Promise.all(['ann', 'bob', 'cat'].map((n) => person(a.http, n)));
  await group(a.http, ann, [bob, cat], 'Traced');
  const place = (await must(a.http, 'GET', '/conversation/list', ann.token))
      .find((one) => one.name === 'Traced').id;
  const pages = [await Page.open(b, bob), await Page.open(c, cat)];
  try {
    const message = await must(a.http, 'POST', '/message/send', ann.token,
        {conversationId: place, type: 'TEXT', content: 'for all nodes'});
    for (const page of pages) {
      await page.says('new_message', (f) => f.payload.content === 'for all nodes');
    }
    let trace = null;
    await until(async () => {
      trace = await traceOf(a, message);
      return trace.sessions.length === 2 && trace.sessions.every((one) => one.arrived);
    }, 'both sessions, with what arrived there');
    assert.deepEqual(Object.fromEntries(trace.sessions.map(({user, node}) => [user, node])),
        {[bob.id]: b.name, [cat.id]: c.name});
    const nodes = cluster.nodes.map(({name}) => name);
    assert.deepEqual([[...trace.asked].sort(), trace.silent, trace.not_asked, trace.sessions_known],
        [nodes, [], [], 'all']);
    // Another node says the same.
    const {asked, ...rest} = await traceOf(c, message);
    assert.deepEqual([[...asked].sort(), {...rest, sessions: []}],
        [nodes, {...trace, asked: undefined, sessions: []}].map((one) =>
          JSON.parse(JSON.stringify(one))));
    assert.deepEqual(rest.sessions.map(({user}) => user).sort(),
        [bob.id, cat.id].sort());

    cluster.pause(c);
    await until(() => /^State:\s+T/m.test(readFileSync(`/proc/${c.child.pid}/status`, 'utf8')),
        'the node stands still');
    const begun = performance.now();
    const partial = await traceOf(a, message);
    assert.ok(performance.now() - begun < ANSWER_MS, 'the wait is bounded');
    assert.deepEqual([[...partial.asked].sort(), partial.silent], [[a.name, b.name], [c.name]]);
    assert.deepEqual(partial.sessions.map(({user}) => user), [bob.id]);
  } finally {
    if (c.paused) cluster.resume(c);
    for (const page of pages) page.close();
  }
}

export const TRACES = [
  {name: 'a trace asks every node, and names the one that does not answer', body: everyNode},
];
