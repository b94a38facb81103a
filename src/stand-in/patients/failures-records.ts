import type { Failure } from './base-record.ts'
import { hl7, LOINC, SNOMED } from './ordinary/build-codes.ts'
import { asHtml, asPdf, asRtf, toBase64 } from './ordinary/build-file.ts'
import type { Book } from './ordinary/build.ts'

const markup = '<img src=x onerror="document.title=1"><script>document.title="owned"</script>'
const reversed = '\u202Etxet sdrawkcab\u202C'

function strangeRows(book: Book): void {
  const names = [
    markup,
    reversed,
    `Very ${'long '.repeat(90)}name`,
    '👩🏽‍⚕️ family 👨‍👩‍👧‍👦 history',
    'O’Brien & "Sons" <Ltd>',
    '   ',
  ]
  for (const text of names)
    book.add('Condition', `strange ${names.indexOf(text)}`, {
      clinicalStatus: hl7('condition-clinical', 'active', 'Active'),
      verificationStatus: hl7('condition-ver-status', 'confirmed', 'Confirmed'),
      category: [hl7('condition-category', 'problem-list-item', 'Problem List Item')],
      code: { coding: [{ system: SNOMED, code: '404684003', display: text }], text },
      subject: book.subject,
      recordedDate: book.when.day('-1y'),
    })
}

function partialRows(book: Book): void {
  const condition = (label: string, fields: Record<string, unknown>): void => {
    book.add('Condition', label, {
      clinicalStatus: hl7('condition-clinical', 'active', 'Active'),
      category: [hl7('condition-category', 'problem-list-item', 'Problem List Item')],
      code: { text: label },
      subject: book.subject,
      ...fields,
    })
  }
  condition('Onset known by year', { onsetDateTime: book.when.day('-9y year') })
  condition('Onset known by month', { onsetDateTime: book.when.day('-3y month') })
  condition('Onset known by age', {
    onsetAge: { value: 42, unit: 'years', system: 'http://unitsofmeasure.org', code: 'a' },
  })
  condition('Onset in words', { onsetString: 'in childhood' })
  condition('Onset unknown', {})
  condition('Onset in the future', { onsetDateTime: book.when.day('+2y') })
  condition('Onset not a date', { onsetDateTime: '2019-02-31' })
  const result = (label: string, fields: Record<string, unknown>): void => {
    book.add('Observation', label, {
      status: 'final',
      category: [hl7('observation-category', 'laboratory', 'Laboratory')],
      code: { coding: [{ system: LOINC, code: '2345-7', display: 'Glucose' }], text: 'Glucose' },
      subject: book.subject,
      valueQuantity: { value: 99, unit: 'mg/dL' },
      ...fields,
    })
  }
  result('year', { effectiveDateTime: book.when.day('-1y year') })
  result('month', { effectiveDateTime: book.when.day('-1m month') })
  result('undated', {})
  result('period', { effectivePeriod: { start: book.when.day('-2m'), end: book.when.day('-1m') } })
  result('open', { effectivePeriod: { start: book.when.day('-2m') } })
  result('zone', { effectiveDateTime: `${book.when.day('-20d')}T23:30:00-08:00` })
  book.add('Immunization', 'dose in words', {
    status: 'completed',
    vaccineCode: { coding: [{ system: 'http://hl7.org/fhir/sid/cvx', code: '03' }], text: 'MMR' },
    patient: book.subject,
    occurrenceString: 'as a child',
  })
  book.add('Encounter', 'no period', {
    status: 'planned',
    class: { system: 'urn:oid:1.2.840.114350.1.72.1.7.7.10.696784.13260', code: '13', display: 'Support OP Encounter' },
    type: [{ text: 'Office Visit' }],
    subject: book.subject,
  })
}

const ccda = `<?xml version="1.0"?><ClinicalDocument xmlns="urn:hl7-org:v3"><title>Continuity of Care</title></ClinicalDocument>`
const dangerous = `<h1>Note with everything a note should not have</h1>${markup}
<img src="https://elsewhere.example/pixel.png"><iframe src="https://elsewhere.example/"></iframe>
<a href="javascript:document.title=1">link</a><style>@import url(https://elsewhere.example/x.css)</style>
<form action="https://elsewhere.example/"><input name="password"></form><svg onload="document.title=1"></svg><p>The text itself is harmless.</p>`
/** One grey pixel. */
const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg=='

function everyKind(book: Book): void {
  const words = 'What was said is written here.\n\n- One line\n- Another line'
  const add = (label: string, attachment: Record<string, unknown>): void => {
    book.add('DocumentReference', label, {
      status: 'current',
      docStatus: 'final',
      type: { coding: [{ system: LOINC, code: '34109-9', display: 'Note' }], text: label },
      category: [{ coding: [{ code: 'clinical-note' }], text: 'Clinical Note' }],
      subject: book.subject,
      date: book.when.instant('-2m'),
      content: [{ attachment }],
    })
  }
  const file = (label: string, contentType: string, data: string, said = contentType): void =>
    add(label, { contentType: said, url: book.add('Binary', label, { contentType, data }).reference })
  file('Plain text', 'text/plain', toBase64(`${words}\nÄ ß 漢字 👍`))
  file('HTML', 'text/html', asHtml('Note', words))
  file('HTML with scripts and remote images', 'text/html', toBase64(dangerous))
  file('RTF', 'text/rtf', asRtf('Note', words))
  file('PDF', 'application/pdf', asPdf('Scanned letter', words))
  file('C-CDA', 'application/xml', toBase64(ccda))
  file('Image', 'image/png', png)
  file('Says PDF and is HTML', 'text/html', toBase64(dangerous), 'application/pdf')
  file('Says text and is HTML', 'text/plain', toBase64(dangerous))
  file('Unknown type', 'application/x-unheard-of', toBase64('?'))
  file('Empty', 'text/plain', '')
  file('forbidden', 'text/html', asHtml('Note', words))
  add('No address and no type', {})
  add('Type without address', { contentType: 'text/html' })
  add('Missing file', { contentType: 'text/html', url: 'Binary/gone' })
  add('On a foreign server', { contentType: 'text/html', url: 'https://elsewhere.example/Binary/1' })
  add('In the resource itself', { contentType: 'text/plain', data: toBase64(words) })
  book.add('DocumentReference', 'No content', { status: 'current', subject: book.subject, content: [] })
}

export const recordFailures: readonly Failure[] = [
  {
    slug: 'strange-names',
    line: 'Markup, right-to-left text, emoji and endless words where names are',
    faults: [],
    person: { family: `Müller-${markup}`, given: ['Zoë 👩🏽‍⚕️', reversed] },
    also: strangeRows,
  },
  {
    slug: 'partial-dates',
    line: 'Dates by year, by month, in words, in the future or none',
    faults: [],
    also: partialRows,
    change: (one) => (one.resourceType === 'Patient' ? { ...one, birthDate: '1961' } : one),
  },
  {
    slug: 'documents-of-every-kind',
    line: 'Text, HTML with scripts, RTF, PDF, C-CDA, image, lying types, missing and forbidden files',
    faults: ['binary-403'],
    also: everyKind,
  },
  { slug: 'deceased', line: 'Died three weeks ago', faults: [], person: { died: '-3w' } },
  {
    slug: 'bare-patient',
    line: 'The Patient has neither name, birth date, sex nor identifier',
    faults: [],
    change: (one) => (one.resourceType === 'Patient' ? { resourceType: 'Patient', id: one.id } : one),
  },
]

export const filingFailures: readonly Failure[] = [
  { slug: 'note-refused-400', line: 'A note is refused with three reasons' },
  { slug: 'note-refused-403-empty', line: 'A note is refused without a word: the API is not on the app' },
  { slug: 'note-refused-403', line: 'A note is refused: the user may not file here' },
  { slug: 'note-422', line: 'A note is refused with 422' },
  { slug: 'note-500', line: 'Filing a note answers 500; it was not stored' },
  { slug: 'note-500-but-stored', line: 'Filing a note answers 500; it was stored all the same' },
  {
    slug: 'note-422-but-stored',
    line: 'A note is stored; what was sent again on the way is refused, and that is the answer',
  },
  { slug: 'note-503', line: 'Filing a note answers 503; it was not stored' },
  { slug: 'note-401', line: 'Filing a note answers 401: the token died while it was written' },
  { slug: 'note-413', line: 'A note is too large, says the web server in HTML' },
  { slug: 'note-slow', line: 'Filing a note takes five seconds' },
  { slug: 'note-empty-201', line: 'A note is filed; the answer is empty' },
  { slug: 'note-altered', line: 'A note is filed, and its text reads back shortened' },
  { slug: 'note-stored-twice', line: 'A note sent once is stored twice: something on the way sent it again' },
  { slug: 'lost-answer-on-filing', line: 'A note is stored, then its answer breaks off' },
  { slug: 'lost-before-filing', line: 'The answer breaks off, and the note was not stored' },
  {
    slug: 'connection-dies-on-filing',
    line: 'A note is stored, then the connection dies: Chromium sends it again by itself',
  },
]
