// Questions about the chunk graph of a build. Tested in tests/chunks.test.ts.

function reach(graph, starts) {
  const byFile = new Map(graph.map((chunk) => [chunk.file, chunk]))
  const seen = new Set()
  const todo = [...starts]
  while (todo.length) {
    const file = todo.pop()
    if (seen.has(file)) continue
    seen.add(file)
    todo.push(...(byFile.get(file)?.imports ?? []))
  }
  return [...seen].map((file) => byFile.get(file)).filter(Boolean)
}

function entry(graph, name) {
  const found = graph.find((chunk) => chunk.entry && chunk.name === name)
  if (!found) throw new Error(`no entry ${name}`)
  return found
}

/** Files a browser loads for the first page: the entry and one lazy route, with everything both import statically. */
export function firstLoad(graph, surface, route) {
  const page = graph.find((chunk) => chunk.name === route)
  if (!page) throw new Error(`no chunk of route ${route}`)
  const chunks = reach(graph, [entry(graph, surface).file, page.file])
  return {
    js: chunks.map((chunk) => chunk.file),
    css: [...new Set(chunks.flatMap((chunk) => chunk.css))],
  }
}

/**
 * Modules of the named packages that a surface would load without being asked: from its entry, or from any of its own lazy
 * routes, by static imports.
 */
export function forbiddenModules(graph, surface, packages) {
  const byFile = new Map(graph.map((chunk) => [chunk.file, chunk]))
  const seen = new Set()
  const todo = [entry(graph, surface).file]
  while (todo.length) {
    const file = todo.pop()
    if (seen.has(file)) continue
    seen.add(file)
    const chunk = byFile.get(file)
    todo.push(...(chunk?.imports ?? []), ...(chunk?.dynamicImports ?? []))
  }
  return [...seen].flatMap((file) =>
    (byFile.get(file)?.modules ?? []).filter((id) => packages.some((name) => id.includes(`node_modules/${name}/`))),
  )
}
