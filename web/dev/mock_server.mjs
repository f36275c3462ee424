// A stand-in for the server while developing and taking pictures: serves dist under the real security headers and answers
// the contract from made-up data in memory. All people in it are invented.
//   node dev/mock_server.mjs [port]      sign in as: member, secretary, security, audit (any password)
import { existsSync, readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { handle } from './mock_data.mjs'

const dist = fileURLToPath(new URL('../dist', import.meta.url))
const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
}
const policy =
  "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'; require-trusted-types-for 'script'"

function file(request, response, path) {
  const wanted = normalize(join(dist, path))
  const name =
    wanted.startsWith(dist) && existsSync(wanted) && statSync(wanted).isFile()
      ? wanted
      : path.startsWith('/console')
        ? join(dist, 'console/index.html')
        : join(dist, 'm/index.html')
  const zipped = existsSync(`${name}.gz`) && /gzip/.test(request.headers['accept-encoding'] ?? '')
  response.writeHead(200, {
    'Content-Type': types[extname(name)] ?? 'application/octet-stream',
    'Content-Security-Policy': policy,
    'Cache-Control': path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    ...(zipped ? { 'Content-Encoding': 'gzip' } : {}),
  })
  response.end(readFileSync(zipped ? `${name}.gz` : name))
}

async function json(request) {
  let text = ''
  for await (const part of request) text += part
  return text ? JSON.parse(text) : {}
}

/** Starts the stand-in on a loopback port (0 picks a free one). */
export function serve(port = 0) {
  const server = createServer(async (request, response) => {
    const url = new URL(request.url, 'http://localhost')
    if (url.pathname === '/v1/events') {
      response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache' })
      response.write(': hello\n\n')
      return
    }
    if (!url.pathname.startsWith('/v1/')) return file(request, response, url.pathname)
    const cookie = /(?:^|; )mock=(\w+)/.exec(request.headers.cookie ?? '')?.[1]
    const answer = handle(request.method, url.pathname, url.searchParams, await json(request), cookie)
    response.writeHead(answer.status, {
      'Content-Type': answer.status >= 400 ? 'application/problem+json' : 'application/json',
      'X-Request-Id': 'mock-0001',
      ...answer.headers,
    })
    response.end(answer.body === undefined ? undefined : JSON.stringify(answer.body))
  })
  return new Promise((resolve) => server.listen(port, '127.0.0.1', () => resolve(server)))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const server = await serve(Number(process.argv[2]) || 4180)
  console.log(`http://127.0.0.1:${server.address().port}/m/`)
}
