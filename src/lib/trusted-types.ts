type Rules = {
  readonly createHTML?: (text: string) => string
  readonly createScriptURL?: (text: string) => string
}

/**
 * The part of https://w3c.github.io/trusted-types/ that is used here. What a policy gives is an object of its own kind at
 * run time; the DOM's types, which know only strings, make us call it one.
 */
type TrustedTypes = { readonly createPolicy: (name: string, rules: Rules) => Required<Rules> }

declare global {
  // Undefined where the browser knows nothing of it: Firefox and Safari of some years ago.
  var trustedTypes: TrustedTypes | undefined
}

export type { TrustedTypes }
