// Every operation of the contract is called by some screen, or stands here with what calls it instead.
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const elsewhere: Record<string, string> = {
  'GET /sign-in/{token}': 'the link itself, opened by a person',
  'GET /v1/audit/export': 'a plain download, by its address',
  'GET /v1/appraisals/{id}/documents/{document}': 'a plain download',
  'GET /v1/events': 'EventSource',
  'GET /v1/kept-meetings/{id}/materials/{material}': 'a plain download',
  'GET /v1/meetings/{id}/calendar': 'a plain download',
  'GET /v1/meetings/{id}/documents/{document}': 'a plain download',
  'GET /v1/meetings/{id}/materials/{material}': 'a plain download',
  'GET /v1/own-meetings/{id}/calendar': 'a plain download',
  'GET /v1/own-meetings/{id}/materials/{material}': 'a plain download',
  'GET /v1/re-elections/{id}/documents/{document}': 'a plain download',
  'GET /v1/own-data': 'a plain download',
  'GET /v1/people-exports/{id}/content': 'a plain download at the address the export answers with',
  'POST /v1/anonymous/ballot-casts': 'sent without the session, by a fetch of its own',
  'OPTIONS /v1/uploads': 'the upload protocol',
  'POST /v1/uploads': 'the upload protocol',
  'HEAD /v1/uploads/{id}': 'the upload protocol',
  'PATCH /v1/uploads/{id}': 'the upload protocol',
  'DELETE /v1/uploads/{id}': 'the upload protocol',
}

const files = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? files(join(folder, entry.name)) : [join(folder, entry.name)],
  )
const source = files('src')
  .filter((name) => /\.(ts|vue)$/.test(name) && !/\.test\.ts$|schema\.d\.ts$/.test(name))
  .map((name) => readFileSync(name, 'utf8'))
  .join('\n')
const called = new Set(
  [...source.matchAll(/\b(GET|POST|PUT|DELETE|PATCH)\(\s*'([^']+)'/g)].map(([, method, path]) => `${method} ${path}`),
)
const contract = JSON.parse(readFileSync('../api/openapi.json', 'utf8')) as {
  paths: Record<string, Record<string, unknown>>
}
const operations = Object.entries(contract.paths).flatMap(([path, methods]) =>
  Object.keys(methods)
    .filter((method) => /^(get|post|put|delete|patch|head|options)$/.test(method))
    .map((method) => `${method.toUpperCase()} ${path}`),
)

it('calls every operation from a screen', () => {
  expect(operations.length).toBeGreaterThan(200)
  expect(operations.filter((one) => !called.has(one) && !elsewhere[one])).toEqual([])
})

it('excuses nothing that is gone or called after all', () => {
  expect(Object.keys(elsewhere).filter((one) => !operations.includes(one) || called.has(one))).toEqual([])
})
