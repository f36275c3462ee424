// @vitest-environment node
import { Linter } from 'eslint'
import { describe, expect, it } from 'vitest'
// @ts-expect-error a plain script
import boundaries, { brokenRule } from '../scripts/boundaries.mjs'

describe('who may import whom', () => {
  it.each([
    ['ui/UiTable.vue', 'modules/people/api', 'ui must not import modules'],
    ['ui/UiTable.vue', 'app/session', 'ui must not import app'],
    ['ui/UiState.vue', 'api/client', 'ui knows problems, never the contract'],
    ['api/client.ts', 'ui/host', 'api must not import ui'],
    ['modules/home/pages/A.vue', 'modules/people/api', 'module home must not import the inside of module people'],
    ['app/m.ts', 'modules/home/pages/MemberHome.vue', 'app imports a module only through its door'],
    ['modules/home/pages/A.vue', 'app/shell/menu', 'modules use the services of app only'],
  ])('%s must not import %s', (from, to, rule) => {
    expect(brokenRule(from, to)).toContain(rule)
  })

  it.each([
    ['modules/home/pages/A.vue', 'modules/home/api'],
    ['modules/home/pages/A.vue', 'modules/organisations/index'],
    ['modules/home/pages/A.vue', 'ui/UiPage.vue'],
    ['modules/home/pages/A.vue', 'app/session'],
    ['app/m.ts', 'modules/home/member'],
    ['ui/UiState.vue', 'api/problem'],
  ])('%s may import %s', (from, to) => {
    expect(brokenRule(from, to)).toBeUndefined()
  })
})

function lint(file: string, code: string) {
  const linter = new Linter({ configType: 'flat', cwd: process.cwd() })
  return linter
    .verify(
      code,
      [
        {
          files: ['**/*.ts'],
          plugins: { xinglin: boundaries },
          rules: { 'xinglin/boundaries': 'error', 'xinglin/texts-in-locales': 'error' },
        },
      ],
      { filename: `${process.cwd()}/src/${file}` },
    )
    .map((finding) => finding.message)
}

describe('the lint rules', () => {
  it('report a wrong import, static or lazy', () => {
    expect(lint('ui/a.ts', `import '@/modules/people/api'`)).toEqual(['ui must not import modules'])
    expect(lint('ui/a.ts', `const a = () => import('../modules/people/api')`)).toEqual(['ui must not import modules'])
  })
  it('report a text outside locales', () => {
    expect(lint('ui/a.ts', `export const a = '保存'`)).toEqual(['texts for people belong in locales/'])
    expect(lint('ui/locales/zh-CN.ts', `export const a = '保存'`)).toEqual([])
  })
})
