/** A row of a tree as the server lists it: parents before children, any depth. */
export interface TreeNode {
  id: string
  parent?: string
  title: string
  /** Shown at the right, such as a number of people. */
  note?: string | number
}

export interface TreeRow extends TreeNode {
  depth: number
  hasChildren: boolean
  expanded: boolean
  position: number
  siblings: number
}

/**
 * The visible rows of a tree, in order. A filter shows matches with their ancestors, all expanded. A node whose parent is
 * not in the list (outside the reader's scope) is a root.
 */
export function treeRows(nodes: TreeNode[], expanded: ReadonlySet<string>, filter = ''): TreeRow[] {
  const known = new Map(nodes.map((node) => [node.id, node]))
  const children = new Map<string, TreeNode[]>()
  for (const node of nodes) {
    const parent = node.parent && known.has(node.parent) ? node.parent : ''
    children.set(parent, [...(children.get(parent) ?? []), node])
  }

  const wanted = filter.trim().toLowerCase()
  const kept = new Set<string>()
  if (wanted)
    for (const node of nodes) {
      if (!node.title.toLowerCase().includes(wanted)) continue
      for (
        let at: TreeNode | undefined = node;
        at && !kept.has(at.id);
        at = at.parent ? known.get(at.parent) : undefined
      )
        kept.add(at.id)
    }

  const rows: TreeRow[] = []
  const seen = new Set<string>()
  function walk(parent: string, depth: number) {
    const here = (children.get(parent) ?? []).filter((node) => !wanted || kept.has(node.id))
    here.forEach((node, index) => {
      if (seen.has(node.id)) return
      seen.add(node.id)
      const hasChildren = (children.get(node.id) ?? []).some((child) => !wanted || kept.has(child.id))
      const isOpen = hasChildren && (Boolean(wanted) || expanded.has(node.id))
      rows.push({ ...node, depth, hasChildren, expanded: isOpen, position: index + 1, siblings: here.length })
      if (isOpen) walk(node.id, depth + 1)
    })
  }
  walk('', 0)
  return rows
}

/** Ids of the nodes above one node, nearest first. */
export function ancestors(nodes: TreeNode[], id: string): string[] {
  const known = new Map(nodes.map((node) => [node.id, node]))
  const found: string[] = []
  for (let at = known.get(id)?.parent; at && !found.includes(at); at = known.get(at)?.parent) found.push(at)
  return found
}
