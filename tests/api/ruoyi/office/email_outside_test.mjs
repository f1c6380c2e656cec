// Mail to addresses outside: what a mail server gets, refuses and gets again, and what senders see.
import assert from 'node:assert/strict';
import {PATIENCE} from '../../../lib/patience.mjs';
import {eachOf, until} from '../../../lib/report.mjs';
import {MailServer, checkDkim, read} from '../../../lib/smtp.mjs';
import {API, must, person, upload} from '../../../lib/world.mjs';

const LETTERS = 40;
// Whoever held the lease when they were killed keeps it for seconds.
const SOON_MS = 60_000 * PATIENCE;
const OUT = 'zoe@example.com';

const soon = (condition, what) => until(condition, what, SOON_MS);
const send = (server, who, mail) => must(server.http, 'POST', '/email/send', who.token, mail);
const answer = async (server, who, path, body) => (await server.http.call('POST', `${API}${path}`,
    who.token, body)).json;
const show = (server, who, id) => must(server.http, 'GET', `/email/${id}`, who.token);
const inbox = (server, who) => must(server.http, 'GET', '/email/list', who.token);
const states = async (server, who, id) => Object.fromEntries((await show(server, who, id))
    .addresses.map((one) => [one.address, one.status]));
const refused = (msg) => ({code: 400, msg, data: null});

async function withRelay(start, flags, options, body) {
  const relay = await MailServer.start(options);
  try {
    const more = flags(relay);
    await body(relay, await start({flags: [...relay.flags(), ...more]}));
  } finally {
    await relay.stop();
  }
}

const USER = ['koine', 'p w"\\ü'];
// It goes over TLS only, signed in and signed, and is what others read as mail.
const aLetterGoesOut = ({start}) => {
  let key;
  const flags = (relay) => {
    const [file, pub] = relay.keys('rsa', ['-algorithm', 'RSA']);
    key = pub;
    return [`--mail.dkim_key=${file}`, '--mail.dkim_selector=k1', `--mail.relay_user=${USER[0]}`,
      `--mail.relay_password=${USER[1]}`];
  };
  return withRelay(start, flags, {user: USER}, async (relay, server) => {
    const {http} = server;
    const [ann, bob] = await Promise.all([person(http, 'ann'), person(http, 'bob')]);
    const file = await upload(http, ann, '会议 记录.txt', 'the minutes\n.\n');
    const subject = '题目'.repeat(60);
    const id = await send(server, ann, {toIds: [bob.id], toAddresses: [OUT, ' zoe@EXAMPLE.com '],
      ccAddresses: ['"yan"@example.com'.replaceAll('"', ''), OUT, `${bob.id}@example.org`],
      subject, content: '<p>One</p><p>.</p><script>alert(1)</script><p>二</p>',
      attachmentIds: [file.fileId]});
    await soon(() => relay.got.length === 2, 'both get it');
    assert.deepEqual(relay.got.map((one) => one.to).flat().sort(), ['yan@example.com', OUT]);
    for (const one of relay.got) {
      assert.deepEqual([one.from, one.secure, one.user], [`${ann.id}@example.org`, true, USER[0]]);
      const {d, s, a} = checkDkim(one.raw, key);
      assert.deepEqual([d, s, a], ['example.org', 'k1', 'rsa-sha256']);
      assert.throws(() => checkDkim(one.raw.replace('To: ', 'To: x'), key));
      assert.ok(one.raw.split('\r\n').every((line) => line.length <= 120), one.raw);
      const mail = read(one.raw);
      assert.deepEqual(mail.defects, []);
      assert.deepEqual(mail.from, [[ann.nick, `${ann.id}@example.org`]]);
      assert.deepEqual(mail.to, [[bob.nick, `${bob.id}@example.org`], ['', OUT]]);
      assert.deepEqual(mail.cc, [['', 'yan@example.com']]);
      assert.equal(mail.subject, subject);
      assert.ok(Math.abs(mail.at - Date.now()) < SOON_MS);
      assert.deepEqual(mail.parts.map((part) => [part.type, part.name]), [['text/plain', null],
        ['text/html', null], ['text/plain', '会议 记录.txt']]);
      assert.equal(mail.parts[0].text.replaceAll('\r', ''), 'One\n.\n二');
      assert.ok(!mail.parts[1].text.includes('alert'));
      assert.equal(mail.parts[2].text, 'the minutes\n.\n');
    }
    assert.equal(new Set(relay.got.map((one) => read(one.raw).id)).size, 1);
    await soon(async () => Object.values(await states(server, ann, id))
        .every((state) => state === 'SENT'), 'they are known to be taken');
    // How far it came is its sender's alone; Bob, who was named by address and id, has it once.
    const [{id: received, addresses}, ...others] = await inbox(server, bob);
    assert.deepEqual([others, addresses.map((one) => [one.address, one.copy, one.status])],
        [[], [[OUT, false, null], ['yan@example.com', true, null]]]);
    const replied = await must(http, 'POST', `/email/${received}/reply`, bob.token,
        {content: 'fine', replyAll: true});
    await soon(() => relay.got.length === 4, 'the answer goes to all');
    const reply = read(relay.got[3].raw);
    assert.equal(reply.answered, read(relay.got[0].raw).id);
    assert.deepEqual([reply.to, reply.cc.map(([, address]) => address).sort()],
        [[[ann.nick, `${ann.id}@example.org`]], ['yan@example.com', OUT]]);
    assert.equal((await show(server, bob, replied)).senderEmail, `${bob.id}@example.org`);
  });
};

const nothingGetsIntoHeaders = ({start}) => {
  let key;
  const flags = (relay) => {
    const [file, pub] = relay.keys('ed', ['-algorithm', 'ED25519']);
    key = pub;
    return [`--mail.dkim_key=${file}`, '--mail.dkim_selector=k2'];
  };
  return withRelay(start, flags, {}, async (relay, server) => {
    const ann = await person(server.http, 'ann');
    const file = await upload(server.http, ann, 'a"; x=y\u2028.txt', 'x');
    await must(server.http, 'PUT', '/user/profile', ann.token, {nickname: 'A" <x@y.z>,\\ =?'});
    const subject = 'x =?UTF-8?B?QQ==?= Bcc: eve@example.com';
    await send(server, ann, {toAddresses: [OUT], subject: `${subject}\r\nBcc: eve@example.com`,
      content: '', attachmentIds: [file.fileId]});
    await soon(() => relay.got.length === 1, 'it goes');
    const [{raw, to}] = relay.got;
    assert.deepEqual(to, [OUT]);
    assert.equal(checkDkim(raw, key).a, 'ed25519-sha256');
    const mail = read(raw);
    assert.deepEqual([...mail.names].sort(), ['content-type', 'date', 'dkim-signature', 'from',
      'message-id', 'mime-version', 'subject', 'to']);
    assert.equal(mail.subject, `${subject}  Bcc: eve@example.com`);
    assert.deepEqual(mail.from, [['A" <x@y.z>,\\ =?', `${ann.id}@example.org`]]);
    assert.deepEqual(mail.defects, []);
  });
};

// What is refused for now comes again, the same letter; what is refused for good comes back.
const refusals = ({start}) => withRelay(start, () => [], {}, async (relay, server) => {
  const ann = await person(server.http, 'ann');
  const ids = [];
  relay.answer = ({raw}) => {
    ids.push(read(raw).id);
    return relay.tries < 3 ? [451, 'not now'] : null;
  };
  const later = await send(server, ann, {toAddresses: [OUT], subject: 'Later', content: 'x'});
  await soon(() => relay.tries > 0, 'it is tried');
  await soon(async () => (await show(server, ann, later)).addresses[0].status === 'SENT', 'taken');
  assert.equal(relay.got.length, 1);
  assert.ok(ids.length === 3 && ids.every((one) => one === ids[0]), `${ids}`);
  relay.recipient = (address) => address === OUT ? null : [550, 'no such user'];
  const lost = await send(server, ann,
      {toAddresses: [OUT, 'none@example.com'], subject: 'Lost', content: 'x'});
  await soon(async () => (await inbox(server, ann)).length === 1, 'it comes back');
  await soon(async () => (await states(server, ann, lost))[OUT] === 'SENT', 'the other is taken');
  assert.deepEqual(await states(server, ann, lost), {[OUT]: 'SENT', 'none@example.com': 'FAILED'});
  const {addresses: [, failed]} = await show(server, ann, lost);
  assert.deepEqual([failed.replyCode, failed.reason], [550, '550 no such user']);
  const [bounce] = await inbox(server, ann);
  const {threadId} = await show(server, ann, lost);
  assert.deepEqual([bounce.senderId, bounce.senderEmail, bounce.threadId, bounce.subject],
      [0, 'mailer-daemon@example.org', threadId, 'Undelivered 未送达: Lost']);
  const {textContent} = await show(server, ann, bounce.id);
  assert.match(textContent, /none@example\.com[\s\S]*550 no such user/);
  const notified = await must(server.http, 'GET', '/notification/list', ann.token);
  assert.ok(JSON.stringify(notified).includes('Mail Delivery'), JSON.stringify(notified));
  // Its sender deletes it while it waits: it goes all the same, and then is gone.
  relay.answer = () => [451, 'not now'];
  const gone = await send(server, ann, {toAddresses: [OUT], subject: 'Gone', content: 'x'});
  await soon(() => relay.tries > 4, 'it is tried');
  await must(server.http, 'DELETE', `/email/${gone}`, ann.token);
  relay.answer = () => null;
  await soon(() => relay.got.some(({raw}) => raw.includes('Subject: Gone')), 'it goes');
});

const itIsGivenUp = ({start}) => withRelay(start, () => ['--mail.give_up_after=5s'], {},
    async (relay, server) => {
      const ann = await person(server.http, 'ann');
      relay.answer = () => [451, 'never'];
      const id = await send(server, ann, {toAddresses: [OUT], subject: 'Old', content: 'x'});
      await soon(async () => (await inbox(server, ann)).length === 1, 'it comes back');
      assert.ok(relay.tries >= 2);
      assert.deepEqual(await states(server, ann, id), {[OUT]: 'FAILED'});
    });

// Without TLS neither the password nor a letter leaves the server; with a wrong password none is
// lost, for that is no fault of the letter.
async function tlsAndPasswords({start}) {
  const login = ['--mail.relay_user=koine', '--mail.relay_password=secret'];
  const waits = async (relay, server) => {
    const ann = await person(server.http, 'ann');
    const id = await send(server, ann, {toAddresses: [OUT], subject: 'x', content: 'x'});
    await soon(async () => (await show(server, ann, id)).addresses[0].reason, 'it fails');
    const {addresses: [one]} = await show(server, ann, id);
    assert.deepEqual([one.status, one.replyCode, relay.got], ['WAITING', null, []]);
  };
  await withRelay(start, () => login, {tls: false, user: ['koine', 'secret']},
      async (relay, server) => {
        await waits(relay, server);
        assert.equal(relay.signIns, 0);
      });
  await withRelay(start, () => login, {user: ['koine', 'another']}, waits);
  await withRelay(start, (relay) => {
    relay.ca = '';
    return [];
  }, {}, waits);
  await withRelay(start, () => ['--mail.relay_tls=false'], {tls: false},
      async (relay, server) => {
        const ann = await person(server.http, 'ann');
        await send(server, ann, {toAddresses: [OUT], subject: 'x', content: 'x'});
        await soon(() => relay.got.length === 1, 'it goes');
      });
}

// Killed while many are on their way: each is taken; twice only where the answer was lost.
const noneIsLostThoughKilled = ({start}) => withRelay(start, () => [], {},
    async (relay, server) => {
      const ann = await person(server.http, 'ann');
      let offered = 0;
      relay.answer = () => offered++ % 3 === 0 ? [451, 'not now'] : null;
      const ids = [];
      await eachOf(Array.from({length: LETTERS}, (_, i) => i), 8, async (i) => {
        ids.push(await send(server, ann, {toAddresses: [OUT], subject: `t${i}`, content: 'x'}));
      });
      await soon(() => relay.got.length >= 5, 'some');
      await server.restart({kill: true});
      await soon(async () => (await Promise.all(ids.map((id) => states(server, ann, id))))
          .every((one) => one[OUT] === 'SENT'), 'all are known to be taken');
      const mails = relay.got.map(({raw}) => read(raw));
      assert.equal(new Set(mails.map((one) => one.subject)).size, LETTERS);
      assert.equal(new Set(mails.map((one) => one.id)).size, LETTERS);
      assert.ok(relay.got.length <= LETTERS + 8, `${relay.got.length} of ${LETTERS}`);
    });

// seen: POST /api/im/email/send 400 邮箱地址不正确
// seen: POST /api/im/email/send 400 暂不支持向外部邮箱发送邮件
// seen: POST /api/im/email/send 400 发往外部邮箱的附件总大小不能超过10MB
// seen: POST /api/im/email/draft 400 邮箱地址不正确
async function boundsHold({server, start}) {
  const ann = await person(server.http, 'ann');
  for (const one of ['zoe', 'zoe@host', 'a b@example.com', 'a@b..com', '<a@b.com>', 'a@b.com\r\n',
    'a@b.com\r\nRCPT TO:<c@d.com>', `${'a'.repeat(65)}@b.com`, 'é@b.com', 'a@é.com', '@b.com']) {
    const trimmed = one === 'a@b.com\r\n';
    for (const path of ['/email/send', '/email/draft']) {
      if (trimmed) continue;
      assert.deepEqual(await answer(server, ann, path, {toAddresses: [one]}),
          refused('邮箱地址不正确'), one);
    }
  }
  assert.deepEqual(await answer(server, ann, '/email/send', {toAddresses: [OUT]}),
      refused('暂不支持向外部邮箱发送邮件'));
  const flags = ['--mail.outside_per_day=3', '--files.max_size=20m'];
  await withRelay(start, () => flags, {}, async (relay, busy) => {
    const bob = await person(busy.http, 'bob');
    const file = await upload(busy.http, bob, 'big.txt', 'x'.repeat((10 << 20) + 1));
    assert.deepEqual(await answer(busy, bob, '/email/send', {toAddresses: [OUT],
      attachmentIds: [file.fileId]}), refused('发往外部邮箱的附件总大小不能超过10MB'));
    assert.equal((await answer(busy, bob, '/email/send', {toAddresses: ['999999999@example.org'],
    })).msg, '接收者不存在');
    await send(busy, bob, {toAddresses: [OUT, 'yan@example.com'], content: 'x'});
    assert.equal((await answer(busy, bob, '/email/send',
        {toAddresses: [OUT, 'yan@example.com']})).code, 429);
    const draft = await must(busy.http, 'POST', '/email/draft', bob.token,
        {toAddresses: [OUT], ccAddresses: ['yan@example.com'], content: 'x'});
    await must(busy.http, 'POST', '/email/draft', bob.token, {draftId: draft, ccAddresses: []});
    assert.deepEqual(await states(busy, bob, draft), {[OUT]: 'DRAFT'});
    await send(busy, bob, {draftId: draft});
    await soon(() => relay.got.length === 3, 'all go');
  });
}

async function wrongSettingsAreRefused({start}) {
  const domain = '--mail.domain=example.org';
  for (const [flags, says] of [
    [['--mail.domain=example org'], /mail\.domain/],
    [['--mail.relay=smtp://127.0.0.1:25'], /mail\.domain/],
    [[domain, '--mail.relay=http://127.0.0.1'], /mail\.relay/],
    [[domain, '--mail.relay=smtp://a:b@127.0.0.1'], /mail\.relay/],
    [[domain, '--mail.dkim_key=/dev/null'], /mail\.dkim_selector/],
    [[domain, '--mail.dkim_key=/dev/null', '--mail.dkim_selector=k'], /mail\.dkim_key/],
  ]) {
    await assert.rejects(start({flags}), says);
  }
}

export const tests = [
  {name: 'a letter goes out, encrypted and signed', on: 'sqlite', body: aLetterGoesOut},
  {name: 'nothing gets into the headers of a letter', on: 'sqlite', body: nothingGetsIntoHeaders},
  {name: 'what is refused for now comes again, for good comes back', body: refusals},
  {name: 'a letter that is never taken comes back', body: itIsGivenUp},
  {name: 'no letter goes without TLS, and a wrong password loses none', on: 'sqlite',
    body: tlsAndPasswords},
  {name: 'no letter is lost though the server is killed', body: noneIsLostThoughKilled},
  {name: 'letters to the world have bounds', body: boundsHold},
  {name: 'settings of mail that are wrong are refused', on: 'sqlite',
    body: wrongSettingsAreRefused},
];
