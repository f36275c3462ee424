// @vitest-environment node
import { describe, expect, it } from 'vitest'
// @ts-expect-error a plain script
import { firstLoad, forbiddenModules } from '../scripts/chunks.mjs'

const graph = [
  {
    file: 'm.js',
    name: 'm',
    entry: true,
    imports: ['shared.js'],
    dynamicImports: ['page.js'],
    css: ['m.css'],
    modules: ['/src/app/m.ts'],
  },
  {
    file: 'shared.js',
    name: 'shared',
    entry: false,
    imports: [],
    dynamicImports: [],
    css: ['shared.css'],
    modules: ['/node_modules/vue/x.js'],
  },
  {
    file: 'page.js',
    name: 'MemberHome',
    entry: false,
    imports: ['shared.js'],
    dynamicImports: [],
    css: [],
    modules: ['/src/modules/home/x.vue'],
  },
  {
    file: 'heavy.js',
    name: 'heavy',
    entry: false,
    imports: [],
    dynamicImports: [],
    css: [],
    modules: ['/node_modules/element-plus/es/x.mjs'],
  },
]

describe('the chunk graph', () => {
  it('counts the entry, the first route and what both import, once', () => {
    const { js, css } = firstLoad(graph, 'm', 'MemberHome')
    expect(js.sort()).toEqual(['m.js', 'page.js', 'shared.js'])
    expect(css.sort()).toEqual(['m.css', 'shared.css'])
  })

  it('accepts a member app without console libraries', () => {
    expect(forbiddenModules(graph, 'm', ['element-plus'])).toEqual([])
  })

  it('finds a console library behind a route of the member app', () => {
    const broken = graph.map((chunk) =>
      chunk.file === 'page.js' ? { ...chunk, imports: ['shared.js', 'heavy.js'] } : chunk,
    )
    expect(forbiddenModules(broken, 'm', ['element-plus'])).toEqual(['/node_modules/element-plus/es/x.mjs'])
  })

  it('says when the route is gone', () => {
    expect(() => firstLoad(graph, 'm', 'Nothing')).toThrow('no chunk of route Nothing')
  })
})
