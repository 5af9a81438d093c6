// A push service of the tests' own: endpoints that `gongkai` sends to, and Mozilla's protocol
// (autopush) towards Firefox. What arrives can be decrypted (RFC 8291), kept back, and sent again.
import { createDecipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';

const url64 = (bytes) => Buffer.from(bytes).toString('base64url');

/** Starts the service. `arrived` holds every message; `answer(message)` may give another status. */
export async function pushService() {
  const service = { arrived: [], answer: () => 201, unregistered: [], codes: [] };
  const channels = new Map();
  const server = createServer((request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const id = request.url.split('/').pop();
      const message = { id, headers: request.headers, body: Buffer.concat(chunks) };
      service.arrived.push(message);
      const status = service.answer(message);
      response.writeHead(status, { location: `/message/${service.arrived.length}` }).end();
      if (status === 201) service.deliver(message);
    });
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const origin = `127.0.0.1:${server.address().port}`;

  // Firefox keeps one socket open and hears of messages there.
  const sockets = new WebSocketServer({ server });
  sockets.on('connection', (socket) => {
    socket.on('message', (data) => {
      const said = JSON.parse(data);
      const reply = (more) => socket.send(JSON.stringify({ messageType: said.messageType, ...more }));
      if (said.messageType === 'hello') reply({ uaid: said.uaid || randomBytes(16).toString('hex'), status: 200, use_webpush: true });
      if (said.messageType === 'register') {
        channels.set(said.channelID, socket);
        reply({ channelID: said.channelID, status: 200, pushEndpoint: `http://${origin}/push/${said.channelID}` });
      }
      if (said.messageType === 'unregister') {
        service.unregistered.push(said);
        reply({ channelID: said.channelID, status: 200 });
      }
      // How a delivery ended: 100 delivered, 101 not decrypted, 301 to 303 the worker failed.
      if (said.messageType === 'ack') service.codes.push(...said.updates.map((update) => update.code));
      if (said.messageType === 'ping' || data.toString() === '{}') socket.send('{}');
    });
  });

  /** Hands a message to the browser, once more if it was before. */
  service.deliver = ({ id, body }) => {
    const socket = channels.get(id);
    socket?.send(
      JSON.stringify({
        messageType: 'notification',
        channelID: id,
        version: `v${(service.sent = (service.sent ?? 0) + 1)}`,
        data: url64(body),
        headers: { encoding: 'aes128gcm' },
      }),
    );
  };
  service.url = `http://${origin}/`;
  service.host = '127.0.0.1';
  service.stop = () => {
    for (const client of sockets.clients) client.terminate();
    server.closeAllConnections();
    return new Promise((done) => server.close(done));
  };
  return service;
}

/** A device's keys, as `PushSubscription` gives them. */
export function deviceKeys() {
  const ecdh = createECDH('prime256v1');
  ecdh.generateKeys();
  const auth = randomBytes(16);
  return { ecdh, auth, p256dh: url64(ecdh.getPublicKey()), authText: url64(auth) };
}

/** What a message says, and how long it was before (RFC 8291, one record of RFC 8188). */
export function decrypt(body, { ecdh, auth }) {
  const salt = body.subarray(0, 16);
  const keyLength = body[20];
  const sender = body.subarray(21, 21 + keyLength);
  const sealed = body.subarray(21 + keyLength);
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), ecdh.getPublicKey(), sender]);
  const secret = Buffer.from(hkdfSync('sha256', ecdh.computeSecret(sender), auth, info, 32));
  const key = hkdfSync('sha256', secret, salt, 'Content-Encoding: aes128gcm\0', 16);
  const nonce = hkdfSync('sha256', secret, salt, 'Content-Encoding: nonce\0', 12);
  const decipher = createDecipheriv('aes-128-gcm', Buffer.from(key), Buffer.from(nonce));
  decipher.setAuthTag(sealed.subarray(-16));
  const plain = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
  // Padding: a two, then zeros.
  const end = plain.lastIndexOf(2);
  return { text: plain.subarray(0, end).toString(), length: plain.length };
}
