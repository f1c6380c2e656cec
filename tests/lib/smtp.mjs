// A mail server that takes letters or refuses them as the test says, and what others than Koine
// read of a letter: Python's parser of mail, and DKIM by node's own keys.
import {execFileSync} from 'node:child_process';
import {createHash, createPublicKey, verify} from 'node:crypto';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {SMTPServer} from 'smtp-server';

const refusal = ([code, text]) => Object.assign(new Error(text), {responseCode: code});

export class MailServer {
  constructor(dir) {
    this.dir = dir;
    this.got = [];             // {from, to, user, secure, raw}
    this.answer = () => null;  // ({from, to, raw}) → [code, text], or null: taken
    this.recipient = () => null;  // (address) → the same, before the letter itself
    this.tries = 0;            // letters that were offered
    this.signIns = 0;
  }

  // `tls`: false where it offers none. `user`: [name, password], which it demands.
  static async start({tls = true, user = null} = {}) {
    const self = new MailServer(mkdtempSync(path.join(tmpdir(), 'koine-smtp-')));
    const at = (name) => path.join(self.dir, name);
    execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt',
      'ec_paramgen_curve:P-256', '-nodes', '-days', '2', '-subj', '/CN=relay', '-addext',
      'subjectAltName=IP:127.0.0.1', '-keyout', at('key'), '-out', at('pem')], {stdio: 'ignore'});
    self.ca = at('pem');
    self.server = new SMTPServer({
      key: readFileSync(at('key')), cert: readFileSync(at('pem')),
      disabledCommands: [...tls ? [] : ['STARTTLS'], ...user ? [] : ['AUTH']],
      authOptional: !user, disableReverseLookup: true, closeTimeout: 100,
      onAuth: (auth, session, done) => {
        ++self.signIns;
        const [name, password] = user;
        return auth.username === name && auth.password === password ?
          done(null, {user: name}) : done(refusal([535, 'wrong password']));
      },
      onRcptTo: ({address}, session, done) => {
        const no = self.recipient(address);
        return no ? done(refusal(no)) : done();
      },
      onData: (stream, session, done) => self.take(stream, session, done),
    });
    self.server.on('error', () => {});
    await new Promise((resolve) => self.server.listen(0, '127.0.0.1', resolve));
    return self;
  }

  get url() { return `smtp://127.0.0.1:${this.server.server.address().port}`; }
  flags() { return [`--mail.domain=Example.org`, `--mail.relay=${this.url}`,
    `--mail.relay_ca=${this.ca}`, '--mail.first_pause=100ms']; }

  // Makes a key pair there; the path of the private one, and the public one.
  keys(name, how) {
    const file = path.join(this.dir, name);
    execFileSync('openssl', ['genpkey', ...how, '-out', file], {stdio: 'ignore'});
    return [file, createPublicKey(readFileSync(file))];
  }

  take(stream, session, done) {
    const chunks = [];
    stream.on('data', (chunk) => chunks.push(chunk));
    stream.on('end', () => {
      ++this.tries;
      const one = {from: session.envelope.mailFrom.address, secure: session.secure,
        to: session.envelope.rcptTo.map(({address}) => address), user: session.user ?? null,
        raw: Buffer.concat(chunks).toString('latin1')};
      const no = this.answer(one);
      if (no) return done(refusal(no));
      this.got.push(one);
      done();
    });
  }

  async stop() {
    await new Promise((resolve) => this.server.close(resolve));
    rmSync(this.dir, {recursive: true, force: true});
  }
}

const READ = `
import email, email.policy, json, sys
m = email.message_from_bytes(sys.stdin.buffer.read(), policy=email.policy.default)
def people(h): return [[a.display_name, a.addr_spec] for a in (m[h].addresses if m[h] else [])]
parts = [{"type": p.get_content_type(), "name": p.get_filename(),
          "text": p.get_content() if p.get_content_maintype() == "text" and not p.get_filename()
          else p.get_payload(decode=True).decode("latin1")}
         for p in m.walk() if not p.is_multipart()]
print(json.dumps({"from": people("From"), "to": people("To"), "cc": people("Cc"),
  "subject": m["Subject"], "id": m["Message-ID"], "answered": m["In-Reply-To"],
  "references": m["References"], "at": m["Date"].datetime.timestamp() * 1000,
  "names": [k.lower() for k in m.keys()], "parts": parts,
  "defects": [str(d) for p in m.walk() for d in p.defects]}))
`;
export const read = (raw) => JSON.parse(execFileSync('python3', ['-c', READ],
    {input: Buffer.from(raw, 'latin1'), encoding: 'utf8', maxBuffer: 64 << 20}));

// Of RFC 6376, relaxed/relaxed: whose signature it is, or an error.
export function checkDkim(raw, key) {
  const gap = raw.indexOf('\r\n\r\n');
  const headers = raw.slice(0, gap).split(/\r\n(?![ \t])/).map((text) => {
    const colon = text.indexOf(':');
    return [text.slice(0, colon).toLowerCase(), text.slice(colon + 1)];
  });
  const relaxed = ([name, value]) => `${name}:${
    value.replace(/\r\n/g, '').replace(/[ \t]+/g, ' ').trim()}`;
  const own = headers.find(([name]) => name === 'dkim-signature');
  if (!own) throw new Error('it is not signed');
  const tags = Object.fromEntries(own[1].split(';').map((tag) => {
    const equals = tag.indexOf('=');
    return [tag.slice(0, equals).trim(), tag.slice(equals + 1).replace(/\s/g, '')];
  }));
  const body = raw.slice(gap + 4).split('\r\n')
      .map((line) => line.replace(/[ \t]+/g, ' ').replace(/ $/, '')).join('\r\n')
      .replace(/(\r\n)*$/, '\r\n');
  const digest = (text) => createHash('sha256').update(text, 'latin1').digest();
  if (digest(body).toString('base64') !== tags.bh) throw new Error('another body');
  const left = [...headers].reverse();
  const signed = tags.h.split(':').map((name) => {
    const at = left.findIndex(([one]) => one === name);
    return at < 0 ? '' : `${relaxed(left.splice(at, 1)[0])}\r\n`;
  }).join('');
  const data = signed + relaxed([own[0], own[1].replace(/(\bb=)[^;]*/, '$1')]);
  const mark = Buffer.from(tags.b, 'base64');
  const good = tags.a === 'rsa-sha256' ?
    verify('sha256', Buffer.from(data, 'latin1'), key, mark) :
    verify(null, digest(data), key, mark);
  if (!good) throw new Error('another signature');
  return tags;
}
