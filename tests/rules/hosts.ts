/** Every host whose name is in what we ship, and why it is there. None is ever asked: `connect-src` names others. */
export const namedHosts: Readonly<Record<string, string>> = {
  'www.w3.org': 'names of SVG, MathML and XHTML, in React, DOMPurify and the icon',
  'hl7.org': 'names of FHIR code systems and extensions',
  'terminology.hl7.org': 'names of FHIR code systems',
  'loinc.org': 'the name of LOINC',
  'snomed.info': 'the name of SNOMED CT',
  'www.nlm.nih.gov': 'the name of RxNorm',
  'www.cms.gov': 'the name of a code system, and a link to a source of a screening rule',
  'www.ada.org': 'the name of a code system',
  'open.epic.com': "names of Epic's extensions",
  'www.uspreventiveservicestaskforce.org': 'links to the sources of screening rules, which people may open',
  'www.cancer.org': 'a link to a source of a screening rule',
  'ecqi.healthit.gov': 'links to the sources of screening rules',
  'www.medicaid.gov': 'a link to the source of a screening rule',
  'www.cdc.gov': 'a link to the source of a screening rule',
  'doi.org': 'links to guidelines behind screening rules',
  'www.acog.org': 'a link to a source of a screening rule',
  'www.federalregister.gov': 'a link to the source of a screening rule',
  'react.dev': "in the text of React's errors",
  'reactrouter.com': "in the text of React Router's warnings",
  'developer.mozilla.org': "in the text of a library's warning",
  localhost: 'a base for relative addresses in React Router, and our own list of loopback hosts',
  'docs.smarthealthit.org': 'in fhirclient: a link in the text of an error',
  'fhir-registry.smarthealthit.org': 'in fhirclient: the name of the extension for OAuth addresses',
}

// After a scheme, or after // where an address may begin; a slash escaped in a string or a pattern counts as one.
const ADDRESS = /(?:\b(?:https?|wss?):|["'`(=\s])(?:\/\/|\\\/\\\/)((?:[a-z0-9-]+\.)+[a-z]{2,}|localhost)(?=[^\w.-]|$)/gi

export const hostsIn = (text: string): string[] => [
  ...new Set([...text.matchAll(ADDRESS)].map((match) => (match[1] ?? '').toLowerCase())),
]
