// A small authority of RFC 8555 for tests: it knows accounts, orders of one name and the challenge
// HTTP-01, whose answer it asks for at a port of this machine instead of port 80 of the name.
import {execFileSync} from 'node:child_process';
import {createHash, createPublicKey, randomBytes, verify} from 'node:crypto';
import {readFileSync, writeFileSync} from 'node:fs';
import http from 'node:http';
import path from 'node:path';

const decode = (text) => Buffer.from(text, 'base64url');
const token = () => randomBytes(24).toString('base64url');
const openssl = (...args) => execFileSync('openssl', args, {stdio: ['ignore', 'pipe', 'ignore']});

// What RFC 7638 makes of a key.
function thumbprint(jwk) {
  const names = {EC: ['crv', 'kty', 'x', 'y'], RSA: ['e', 'kty', 'n']}[jwk.kty];
  const text = JSON.stringify(Object.fromEntries(names.map((name) => [name, jwk[name]])));
  return createHash('sha256').update(text).digest('base64url');
}

function isSigned({protected: head, payload, signature}, {alg}, jwk) {
  const key = createPublicKey({key: jwk, format: 'jwk'});
  const options = alg.startsWith('ES') ? {key, dsaEncoding: 'ieee-p1363'} : key;
  return ['ES256', 'RS256'].includes(alg) &&
      verify('sha256', Buffer.from(`${head}.${payload}`), options, decode(signature));
}

class Refused extends Error {
  constructor(status, type, detail) {
    super(detail);
    Object.assign(this, {status, type});
  }
}

export class AcmeServer {
  // `address`: host:port where challenges are asked for. It keeps its files in `dir`.
  static async start(dir, address) {
    const server = new AcmeServer();
    Object.assign(server, {dir, address, nonces: new Set(), accounts: [], orders: [], asked: []});
    server.ca = path.join(dir, 'ca.pem');
    server.caKey = path.join(dir, 'ca.key');
    openssl('req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes',
        '-days', '2', '-subj', '/CN=test authority', '-keyout', server.caKey, '-out', server.ca);
    server.http = http.createServer((request, response) => server.#serve(request, response));
    await new Promise((resolve) => server.http.listen(0, '127.0.0.1', resolve));
    server.url = `http://127.0.0.1:${server.http.address().port}`;
    return server;
  }

  stop() {
    this.http.closeAllConnections();
    this.http.close();
  }

  get directory() { return `${this.url}/directory`; }

  async #serve(request, response) {
    const nonce = token();
    this.nonces.add(nonce);
    const head = {'Replay-Nonce': nonce, 'Content-Type': 'application/json'};
    try {
      const {status = 200, location, type, body, link} = await this.#answer(request);
      if (link) head.Link = link;
      if (location) head.Location = location;
      if (type) head['Content-Type'] = type;
      response.writeHead(status, head).end(typeof body === 'string' ? body : JSON.stringify(body));
    } catch (e) {
      response.writeHead(e.status ?? 500, {...head, 'Content-Type': 'application/problem+json'})
          .end(JSON.stringify({type: `urn:ietf:params:acme:error:${e.type ?? 'serverInternal'}`,
            detail: e.message}));
    }
  }

  async #answer(request) {
    const [, what, number] = request.url.split('/');
    if (what === 'directory') {
      return {body: {newNonce: `${this.url}/nonce`, newAccount: `${this.url}/account`,
        newOrder: `${this.url}/new-order`, revokeCert: `${this.url}/revoke`,
        keyChange: `${this.url}/key-change`, meta: {}}};
    }
    if (what === 'nonce') return {body: ''};
    const {jwk, kid, value} = await this.#read(request);
    if (what === 'account') return this.#account(jwk);
    if (what === 'new-order') return this.#newOrder(kid, value);
    const order = this.orders[number];
    if (!order || order.kid !== kid) throw new Refused(404, 'malformed', 'no such object');
    if (what === 'challenge') await this.#validate(order);
    if (what === 'finalize') this.#finalize(order, value);
    if (what === 'cert') return {type: 'application/pem-certificate-chain', body: order.chain};
    const link = what === 'challenge' ? `<${this.url}/authz/${number}>;rel="up"` : '';
    const location = ['order', 'finalize'].includes(what) ? order.url : '';
    return {location, link, body: this.#shown(order, what)};
  }

  #shown(order, what) {
    if (what === 'authz') return order.authz;
    if (what === 'challenge') return order.authz.challenges[0];
    return {status: order.status, identifiers: order.identifiers,
      authorizations: [`${this.url}/authz/${order.number}`],
      finalize: `${this.url}/finalize/${order.number}`,
      ...(order.chain ? {certificate: `${this.url}/cert/${order.number}`} : {})};
  }

  // The signed body of a request, and who sent it.
  async #read(request) {
    const jws = JSON.parse((await request.toArray()).join(''));
    const head = JSON.parse(decode(jws.protected));
    if (!this.nonces.delete(head.nonce)) throw new Refused(400, 'badNonce', 'unknown nonce');
    if (head.url !== this.url + request.url) throw new Refused(401, 'unauthorized', 'wrong url');
    const jwk = head.jwk ?? this.accounts.find(({url}) => url === head.kid)?.jwk;
    if (!jwk) throw new Refused(400, 'accountDoesNotExist', 'no such account');
    if (!isSigned(jws, head, jwk)) throw new Refused(401, 'unauthorized', 'wrong signature');
    return {jwk, kid: head.kid, value: jws.payload ? JSON.parse(decode(jws.payload)) : null};
  }

  #account(jwk) {
    const print = thumbprint(jwk);
    let account = this.accounts.find((one) => one.print === print);
    const status = account ? 200 : 201;
    if (!account) {
      account = {url: `${this.url}/account/${this.accounts.length}`, jwk, print};
      this.accounts.push(account);
    }
    return {status, location: account.url,
      body: {status: 'valid', orders: `${account.url}/orders`}};
  }

  #newOrder(kid, {identifiers}) {
    const number = this.orders.length;
    const order = {number, kid, identifiers, status: 'pending', url: `${this.url}/order/${number}`,
      authz: {identifier: identifiers[0], status: 'pending', challenges: [{type: 'http-01',
        url: `${this.url}/challenge/${number}`, token: token(), status: 'pending'}]}};
    this.orders.push(order);
    return {status: 201, location: order.url, body: this.#shown(order, 'order')};
  }

  // Asks for the answer to the challenge, as the name's server would give it.
  async #validate(order) {
    const [challenge] = order.authz.challenges;
    const {print} = this.accounts.find(({url}) => url === order.kid);
    const answer = await this.#fetch(order.identifiers[0].value,
        `/.well-known/acme-challenge/${challenge.token}`);
    this.asked.push(answer);
    const good = answer.status === 200 && answer.text.trim() === `${challenge.token}.${print}`;
    challenge.status = order.authz.status = good ? 'valid' : 'invalid';
    if (!good) challenge.error = {type: 'urn:ietf:params:acme:error:unauthorized', status: 403,
      detail: JSON.stringify(answer)};
    order.status = good ? 'ready' : 'invalid';
  }

  #fetch(name, target) {
    const [host, port] = this.address.split(':');
    return new Promise((resolve, reject) => {
      http.get({host, port, path: target, headers: {Host: name}}, async (response) => {
        resolve({status: response.statusCode, text: (await response.toArray()).join('')});
      }).once('error', reject);
    });
  }

  #finalize(order, {csr}) {
    if (order.status !== 'ready') throw new Refused(403, 'orderNotReady', order.status);
    const at = (end) => path.join(this.dir, `${order.number}.${end}`);
    writeFileSync(at('csr'), decode(csr));
    openssl('x509', '-req', '-inform', 'DER', '-in', at('csr'), '-CA', this.ca, '-CAkey',
        this.caKey, '-days', '2', '-copy_extensions', 'copyall', '-set_serial',
        `0x${1000 + order.number}`, '-out', at('pem'));
    order.chain = readFileSync(at('pem'), 'utf8') + readFileSync(this.ca, 'utf8');
    order.status = 'valid';
  }
}
