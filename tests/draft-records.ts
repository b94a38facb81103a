import { EMPTY_DRAFT, type DraftContent } from '#features/note/draft-content.ts'
import { answer, openDatabase } from '#features/note/draft-database.ts'

/** A draft with one ticked line and these words. */
export const typed = (freeText: string): DraftContent => ({
  ...EMPTY_DRAFT,
  freeText,
  lines: [
    {
      line: {
        id: 'Condition/c1',
        section: 'problems',
        text: 'Prediabetes',
        sources: [
          {
            resourceType: 'Condition',
            id: 'c1',
            date: { text: '2026-10-02', precision: 'day' },
            author: undefined,
            codings: [{ system: undefined, code: 'x', display: undefined }],
            query: 'Condition',
          },
        ],
      },
      edited: undefined,
      seen: { at: 1, stamps: { 'Condition/c1': '0123-4567' } },
    },
  ],
})

/** All that lies on the disk, as text and as bytes. */
export async function everythingStored() {
  const database = await openDatabase()
  const transaction = database.transaction(['drafts', 'keys', 'aside'])
  const read = (name: string): Promise<Record<string, unknown>[]> => answer(transaction.objectStore(name).getAll())
  const found = { drafts: await read('drafts'), keys: await read('keys'), aside: await read('aside') }
  database.close()
  return found
}

/** Changes every record of a store behind the app's back. */
export async function changeStored(name: string, edit: (record: Record<string, unknown>) => unknown) {
  const database = await openDatabase()
  const store = database.transaction(name, 'readwrite').objectStore(name)
  const records: Record<string, unknown>[] = await answer(store.getAll())
  await answer(store.clear())
  for (const record of records) await answer(store.put(edit(record)))
  database.close()
}
