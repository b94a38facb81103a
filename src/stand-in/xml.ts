import { escape } from './pages/html.ts'
import { isJson, list, type Json } from './json.ts'

function element(name: string, value: unknown): string {
  return list(value)
    .map((one) => {
      if (!isJson(one)) return `<${name} value="${escape(String(one))}"/>`
      if (typeof one['resourceType'] === 'string') return `<${name}>${toXml(one)}</${name}>`
      if (name === 'extension' || name === 'modifierExtension')
        return `<${name} url="${escape(String(one['url']))}">${children(one, ['url'])}</${name}>`
      return `<${name}>${children(one)}</${name}>`
    })
    .join('')
}

const children = (value: Json, except: readonly string[] = []): string =>
  Object.entries(value)
    .filter(([name, one]) => !except.includes(name) && one !== undefined && !name.startsWith('_'))
    .map(([name, one]) => (name === 'div' && typeof one === 'string' ? one : element(name, one)))
    .join('')

/** Enough of FHIR's XML for a client that forgot to say `Accept` to see what it would have got. */
export function toXml(resource: Json): string {
  const type = String(resource['resourceType'])
  return `<${type} xmlns="http://hl7.org/fhir">${children(resource, ['resourceType'])}</${type}>`
}
