// Fails when a surface grows past its budget, or when the member app statically reaches a library made for the console.
// Reads dist and the chunk graph the build leaves behind.
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { firstLoad, forbiddenModules } from './chunks.mjs'

const here = (path) => fileURLToPath(new URL(path, import.meta.url))
const graphFile = here('../node_modules/.cache/chunk-graph.json')
if (!existsSync(graphFile)) {
  console.error('no build found: run `npm run build` first')
  process.exit(1)
}
const graph = JSON.parse(readFileSync(graphFile, 'utf8'))
const gzip = (file) => gzipSync(readFileSync(here(`../dist/${file}`)), { level: 9 }).length
const kb = (bytes) => Math.round(bytes / 102.4) / 10

/** KB after gzip; the route is the page that opens first. */
const budgets = [
  { surface: 'm', route: 'MemberHome', js: 110, css: 20, all: 180 },
  { surface: 'console', route: 'ConsoleHome', js: 300, css: 40 },
]
const lazyLimits = [
  [/echarts/, 200],
  [/tiptap|prosemirror/, 180],
  [/pdf\.worker/, 400],
]
const forbiddenForMembers = ['element-plus', '@element-plus', 'echarts', '@tiptap', 'pdfjs-dist', 'pinyin-pro']

let failed = false
function report(name, value, limit) {
  const holds = value <= limit
  failed ||= !holds
  console.log(`${holds ? 'ok  ' : 'OVER'} ${name}: ${kb(value)} KB of ${limit / 1024} KB`)
}

for (const budget of budgets) {
  const { js, css } = firstLoad(graph, budget.surface, budget.route)
  const jsBytes = js.reduce((sum, file) => sum + gzip(file), 0)
  const cssBytes = css.reduce((sum, file) => sum + gzip(file), 0)
  report(`${budget.surface} first load JS`, jsBytes, budget.js * 1024)
  report(`${budget.surface} first load CSS`, cssBytes, budget.css * 1024)
  if (budget.all)
    report(
      `${budget.surface} first load in all`,
      jsBytes + cssBytes + gzip(`${budget.surface}/index.html`),
      budget.all * 1024,
    )
}
for (const chunk of graph)
  for (const [words, limit] of lazyLimits)
    if (chunk.modules.some((id) => words.test(id))) report(chunk.file, gzip(chunk.file), limit * 1024)

const wrong = forbiddenModules(graph, 'm', forbiddenForMembers)
for (const finding of wrong) console.log(`WRONG m reaches ${finding}`)
if (failed || wrong.length) process.exit(1)
