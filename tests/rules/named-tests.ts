import { parseSync, type ESTree } from 'vite'

/** A test that a page of words names: its file and, where given, its title or the title of its group. */
export type NamedTest = { readonly file: string; readonly title: string | undefined }

// `file` "title", "another title of the same file"
const FILE = /`((?:src|tests)\/[\w./-]+\.(?:test|e2e)\.tsx?)`((?:,? "[^"]+")*)/g

export const namedTests = (markdown: string): NamedTest[] =>
  [...markdown.matchAll(FILE)].flatMap(([, file = '', titles = '']) => {
    const named = [...titles.matchAll(/"([^"]+)"/g)].map((match) => match[1])
    return (named.length === 0 ? [undefined] : named).map((title) => ({ file, title }))
  })

type Node = ESTree.Node
type Row = readonly (string | undefined)[]

/** A title within quotes, as a page writes it: the quotes in it are single ones there. */
const quotable = (title: string): string => title.replaceAll('"', "'")

/**
 * The titles of a test file's tests and groups, as they stand in the calls of `it`, `test` and `describe`; where the title
 * is made of a table (`%s`), also the one with each row's words in it. A title that is no literal is none.
 */
export function titlesIn(code: string): ReadonlySet<string> {
  const tables = new Map<string, Node>()
  const titles: { readonly title: string; readonly table: Node | undefined }[] = []
  eachNode(parseSync('x.tsx', code).program, (node) => {
    if (node.type === 'VariableDeclarator' && node.id.type === 'Identifier' && node.init)
      tables.set(node.id.name, node.init)
    if (node.type !== 'CallExpression' || !isOfTest(node.callee)) return
    const title = wordsIn(node.arguments[0])
    const table = node.callee.type === 'CallExpression' ? node.callee.arguments[0] : undefined
    if (title !== undefined) titles.push({ title, table })
  })
  return new Set(
    titles.flatMap(({ title, table }) =>
      [title, ...rowsIn(table, tables).map((row) => filled(title, row))].map(quotable),
    ),
  )
}

function eachNode(value: unknown, visit: (node: Node) => void): void {
  if (Array.isArray(value)) for (const each of value) eachNode(each, visit)
  else if (typeof value === 'object' && value !== null && 'type' in value) {
    visit(value as Node)
    for (const inner of Object.values(value)) eachNode(inner, visit)
  }
}

/** `it`, `it.only`, `it.skipIf(x)`, `describe.each(table)`: what takes a title, and not the call that takes the table. */
function isOfTest(callee: Node): boolean {
  if (callee.type === 'CallExpression')
    return callee.callee.type === 'MemberExpression' && isOfTest(callee.callee.object)
  if (callee.type !== 'MemberExpression')
    return callee.type === 'Identifier' && /^(it|test|describe)$/.test(callee.name)
  const { property } = callee
  return property.type === 'Identifier' && !/^(each|for|skipIf|runIf)$/.test(property.name) && isOfTest(callee.object)
}

function wordsIn(node: Node | null | undefined): string | undefined {
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value
  return node?.type === 'TemplateLiteral' && node.expressions.length === 0
    ? (node.quasis[0]?.value.cooked ?? undefined)
    : undefined
}

const bare = (node: Node): Node =>
  node.type === 'TSAsExpression' || node.type === 'TSSatisfiesExpression' || node.type === 'ParenthesizedExpression'
    ? bare(node.expression)
    : node

/** The words of each row of a table, as far as they are literals. */
function rowsIn(node: Node | undefined, tables: ReadonlyMap<string, Node>): readonly Row[] {
  if (!node) return []
  const table = bare(node)
  if (table.type === 'Identifier') return tables.has(table.name) ? rowsIn(tables.get(table.name), tables) : []
  if (table.type !== 'ArrayExpression') return []
  return table.elements.flatMap((element) => {
    if (!element || element.type === 'SpreadElement') return []
    const row = bare(element)
    return [
      row.type === 'ArrayExpression'
        ? row.elements.map((cell) => (cell ? wordsIn(bare(cell)) : undefined))
        : [wordsIn(row)],
    ]
  })
}

/** `%s is refused` and `401` make `401 is refused`. */
function filled(title: string, row: Row): string {
  let at = 0
  return title.replace(/%[sj]/g, (sign) => row[at++] ?? sign)
}
