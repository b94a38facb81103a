import { readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { inflateRawSync } from 'node:zlib'

/** Files of a CDC release, by path: from the zip as downloaded, or a folder it was unpacked to. */
export function readRelease(path) {
  if (statSync(path).isDirectory()) {
    const names = readdirSync(path, { recursive: true }).map(String)
    return new Map(
      names
        .filter((name) => statSync(join(path, name)).isFile())
        .map((name) => [name, () => readFileSync(join(path, name))]),
    )
  }
  return readZip(readFileSync(path))
}

/** Entries of a zip (stored or deflated). https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT §4.3 */
function readZip(bytes) {
  let end = bytes.length - 22
  while (end >= 0 && bytes.readUInt32LE(end) !== 0x06054b50) end -= 1
  if (end < 0) throw new Error('This is not a zip file, or it is cut short.')
  const entries = new Map()
  let at = bytes.readUInt32LE(end + 16)
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [method, size, nameLength] = [
      bytes.readUInt16LE(at + 10),
      bytes.readUInt32LE(at + 20),
      bytes.readUInt16LE(at + 28),
    ]
    const local = bytes.readUInt32LE(at + 42)
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength)
    entries.set(name, () => {
      const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
      const data = bytes.subarray(from, from + size)
      return method === 0 ? data : inflateRawSync(data)
    })
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return entries
}

/** Plain text of a Word file: enough to find a version and a date in release notes. */
export function wordText(bytes) {
  const xml = readZip(bytes).get('word/document.xml')?.().toString('utf8') ?? ''
  return xml.replace(/<\/w:p>/g, '\n').replace(/<[^>]*>/g, '')
}
