// The cheapest client that Node has: it works on the processors that are being measured.
import { Agent, request } from 'node:http';

/** Posts over connections that stay open, one for each of `clients`. Rejects when the connection fails. */
export function createPoster(url, clients) {
  const agent = new Agent({ keepAlive: true, maxSockets: clients, scheduling: 'fifo' });
  const { hostname, port } = new URL(url);
  return (path, body) =>
    new Promise((resolve, reject) => {
      const headers = { 'content-type': 'application/json', 'content-length': body.length };
      const sent = request({ agent, hostname, port, path, method: 'POST', headers }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part) => {
          text += part;
        });
        response.on('error', reject);
        response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, text }));
      });
      sent.on('error', reject).end(body);
    });
}
