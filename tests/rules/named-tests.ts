/** A test that a page of words names: its file and, where given, its title or the title of its group. */
export type NamedTest = { readonly file: string; readonly title: string | undefined }

// `file` "title", "another title of the same file"
const FILE = /`((?:src|tests)\/[\w./-]+\.(?:test|e2e)\.tsx?)`((?:,? "[^"]+")*)/g

export const namedTests = (markdown: string): NamedTest[] =>
  [...markdown.matchAll(FILE)].flatMap(([, file = '', titles = '']) => {
    const named = [...titles.matchAll(/"([^"]+)"/g)].map((match) => match[1])
    return (named.length === 0 ? [undefined] : named).map((title) => ({ file, title }))
  })

/** Whether the text of a test file has this title, however it is quoted there. */
export const hasTitle = (code: string, title: string): boolean => code.replaceAll("\\'", "'").includes(title)
