import { lineOf, withoutComments } from './files.ts'

const FIELD = /<(?:input|textarea)\b.*?\/>|\bcontentEditable\b/gs
/** Nothing can be typed there. */
const NOT_TYPED = /\btype="(?:radio|checkbox)"|\breadOnly(?!=)/
const WANTED = [/\bautoComplete="off"/, /\bspellCheck={false}/]

/**
 * Fields whose text a browser may remember for whoever comes next, or send to a spell checker on a server (WHATWG HTML
 * §6.8.6, "spellcheck": Chrome and Edge call theirs "enhanced").
 */
export const talkativeFields = (path: string, text: string): string[] =>
  [...withoutComments(text).matchAll(FIELD)]
    .filter(([field]) => !NOT_TYPED.test(field) && !WANTED.every((attribute) => attribute.test(field)))
    .map(({ index }) => `${path}:${lineOf(text, index)} is remembered or spell-checked`)
