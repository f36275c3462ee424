// Lint rules of this project: who may import whom, and where texts live. Tested in tests/boundaries.test.ts.
import { dirname, posix, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const src = fileURLToPath(new URL('../src', import.meta.url))

/** Where a file under src stands: its layer, and its module when it is in one. */
export function place(path) {
  const parts = path.split(posix.sep)
  if (parts[0] === 'modules') return { layer: 'modules', module: parts[1], file: parts.slice(2).join('/') }
  return { layer: parts[0], module: undefined, file: parts.slice(1).join('/') }
}

const allowedLayers = {
  api: ['api'],
  ui: ['ui', 'api'],
  app: ['app', 'api', 'ui', 'modules'],
  modules: ['modules', 'app', 'api', 'ui'],
}

/** The doors of a module: what others may import from it. */
const doors = /^(|index|member|console|public)(\.ts)?$/
/** What modules may use of app: its services, never its entries or shells. */
const appServices = /^(session|live|navigation|descriptor|preferences|queries|texts|components)\b/

/**
 * The rule broken when `from` imports `to` (both relative to src), or undefined.
 */
export function brokenRule(from, to) {
  const a = place(from)
  const b = place(to)
  if (!(a.layer in allowedLayers) || !(b.layer in allowedLayers)) return undefined
  if (!allowedLayers[a.layer].includes(b.layer)) return `${a.layer} must not import ${b.layer}`
  if (a.layer === 'ui' && b.layer === 'api' && !/^problem(\.ts)?$/.test(b.file))
    return 'ui knows problems, never the contract'
  if (a.layer === 'modules' && b.layer === 'modules' && a.module !== b.module && !doors.test(b.file))
    return `module ${a.module} must not import the inside of module ${b.module}`
  if (a.layer === 'app' && b.layer === 'modules' && !doors.test(b.file))
    return `app imports a module only through its door (index, member, console, public)`
  if (a.layer === 'modules' && b.layer === 'app' && !appServices.test(b.file))
    return `modules use the services of app only (session, live, navigation, descriptor, preferences, queries)`
  return undefined
}

const hanzi = /[\u3400-\u9fff]/

function importedPath(filename, source) {
  if (source.startsWith('@/')) return source.slice(2)
  if (source.startsWith('.')) return relative(src, resolve(dirname(filename), source))
  return undefined
}

const isTest = (path) => /\.test\.ts$/.test(path)
const isLocale = (path) => /(^|\/)locales\//.test(path)

export default {
  rules: {
    boundaries: {
      meta: { type: 'problem', schema: [] },
      create(context) {
        const from = relative(src, context.filename)
        const check = (node) => {
          if (!node.source || typeof node.source.value !== 'string') return
          const to = importedPath(context.filename, node.source.value)
          const rule = to && brokenRule(from, to)
          if (rule) context.report({ node, message: rule })
        }
        return {
          ImportDeclaration: check,
          ExportNamedDeclaration: check,
          ExportAllDeclaration: check,
          ImportExpression: check,
        }
      },
    },
    'texts-in-locales': {
      meta: { type: 'problem', schema: [] },
      create(context) {
        const path = relative(src, context.filename)
        if (isTest(path) || isLocale(path)) return {}
        const check = (node, value) => {
          if (typeof value === 'string' && hanzi.test(value))
            context.report({ node, message: 'texts for people belong in locales/' })
        }
        const script = {
          Literal: (node) => check(node, node.value),
          TemplateElement: (node) => check(node, node.value.raw),
        }
        const services = context.sourceCode.parserServices
        if (services?.defineTemplateBodyVisitor)
          return services.defineTemplateBodyVisitor(
            {
              VText: (node) => check(node, node.value),
              VLiteral: (node) => check(node, node.value),
              ...script,
            },
            script,
          )
        return script
      },
    },
  },
}
