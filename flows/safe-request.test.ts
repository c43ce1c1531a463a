import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { Refusal } from '#core/refusal.ts';
import { postSafely } from './safe-request.ts';

const asked: string[] = [];
const server = createServer((request, response) => {
  asked.push(`${request.method} ${request.url}`);
  if (request.url === '/redirect')
    return response.writeHead(307, { location: `http://127.0.0.1:${port}/hidden` }).end();
  if (request.url === '/huge') return response.writeHead(200).end('x'.repeat(1_000_000));
  if (request.url === '/busy') return response.writeHead(429, { 'retry-after': '120' }).end();
  response.writeHead(204).end();
});
let port = 0;
before(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  port = (server.address() as AddressInfo).port;
});
after(() => void server.close());

const post = (address: string, allowed: string[] = []) => postSafely({ allowed }, address, { headers: {}, body: '{}' });

test('nothing reaches an address inside, however it is written', async () => {
  const hosts = [
    '127.0.0.1',
    '0177.0.0.1',
    '2130706433',
    '0x7f.1',
    '127.1',
    '0',
    '①②⑦.⓪.⓪.①',
    '127。0。0。1',
    '%31%32%37.0.0.1',
    '[::ffff:127.0.0.1]',
    '[::127.0.0.1]',
    '[64:ff9b::7f00:1]',
    '[64:ff9b:1::7f00:1]',
    '[2002:7f00:1::]',
    '[::]',
    '[::1]',
    '[fe80::1]',
    '[fc00::1]',
    '[fd00:ec2::254]',
    'localhost',
    'localhost.',
    '10.0.0.1',
    '100.64.0.1',
    '169.254.169.254',
    '172.16.0.1',
    '192.0.0.1',
    '192.168.0.1',
    '198.18.0.1',
    '224.0.0.1',
    '240.0.0.1',
    '0.0.0.0',
  ];
  const addresses = [
    ...hosts.flatMap((host) => [`https://${host}/`, `http://${host}:${port}/`, `https://${host}:${port}/`]),
    'file:///etc/passwd',
    'gopher://example.com',
    'ftp://example.com',
    'data:text/plain,x',
    'https://ok@example.com/',
    'http://example.com/',
    'https://example.com:22/',
    'https://example.com:5432/',
    '',
    'nonsense',
  ];
  for (const address of addresses)
    await assert.rejects(
      post(address),
      (error) => error instanceof Refusal && error.code === 'address_refused',
      address,
    );
  assert.deepEqual(asked, []);
});

test('an intranet host goes by the setting alone; redirects are not followed and long answers not read', async () => {
  const allowed = [`127.0.0.1:${port}`];
  const base = `http://127.0.0.1:${port}`;
  assert.equal((await post(`${base}/ok`, allowed)).status, 204);
  assert.equal((await post(`${base}/redirect`, allowed)).status, 307);
  assert.ok(!asked.includes('POST /hidden'));
  assert.equal((await post(`${base}/huge`, allowed)).status, 200);
  assert.equal((await post(`${base}/busy`, allowed)).retryAfterSeconds, 120);
  await assert.rejects(post(`http://localhost:${port}/`, allowed), Refusal, 'the name is not the one that was allowed');
  await assert.rejects(post('http://127.0.0.1:9/', ['127.0.0.1:9']), /ECONNREFUSED/);
});
