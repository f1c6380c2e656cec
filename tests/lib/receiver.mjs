// A server that webhooks are told at: keeps what came, judges the signatures, and answers as the
// test says.
import {createHmac, timingSafeEqual} from 'node:crypto';
import http from 'node:http';

export class Receiver {
  constructor() {
    this.got = [];          // {id, time, body, json, signed}
    this.answer = () => 200;  // (request) → a status, or null: never
    this.secret = null;
  }

  static async start(secret) {
    const receiver = new Receiver();
    receiver.secret = secret;
    receiver.server = http.createServer((request, response) => receiver.take(request, response));
    await new Promise((resolve) => receiver.server.listen(0, '127.0.0.1', resolve));
    return receiver;
  }

  get url() { return `http://127.0.0.1:${this.server.address().port}/hook`; }

  take(request, response) {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      const id = request.headers['webhook-id'];
      const time = request.headers['webhook-timestamp'];
      const one = {id, time, body, json: JSON.parse(body), at: Date.now(),
        type: request.headers['content-type'],
        signed: this.verify(`${id}.${time}.${body}`, request.headers['webhook-signature'])};
      this.got.push(one);
      const status = this.answer(one);
      if (status === null) return;
      response.writeHead(status, status >= 300 && status < 400 ? {Location: this.url} : {});
      response.end('seen');
    });
  }

  verify(text, signature) {
    const key = Buffer.from(this.secret.replace(/^whsec_/, ''), 'base64');
    const right = Buffer.from(`v1,${createHmac('sha256', key).update(text).digest('base64')}`);
    const shown = Buffer.from(signature ?? '');
    return shown.length === right.length && timingSafeEqual(shown, right);
  }

  of(type) { return this.got.filter((one) => one.json.type === type); }

  async stop() {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
