import { cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { HealthPrepError } from '#lib/errors.ts'
import type { Gap, Reading } from '#lib/reading.ts'
import { expectAxeClean } from '../../tests/axe.ts'
import { reading, unreadable } from '../../tests/fixtures.ts'
import type { PartQuery, ReadQuery } from './read-query.ts'
import { Row } from './Row.tsx'
import { RowList } from './RowList.tsx'
import { Section } from './Section.tsx'

afterEach(cleanup)

const query = (data: Reading<string> | undefined, error: unknown = null): ReadQuery<string> => ({
  data,
  error,
  isFetching: false,
  refetch: vi.fn(),
})

const draw = (of: ReadQuery<string> | readonly PartQuery<string>[], isFact?: (item: string) => boolean) =>
  render(
    <Section id="x" title="Problems" query={of} none="No problems recorded" {...(isFact && { isFact })}>
      {({ items }) => <RowList items={items} row={(item) => <Row key={item}>{item}</Row>} />}
    </Section>,
  )

const NONE = /No problems recorded/
const gap = (kind: Gap['kind'], part?: string): Gap => ({ kind, part })
const section = () => screen.getByRole('region', { name: 'Problems' })

describe('while it is read', () => {
  it('says so, and nothing of none', async () => {
    draw(query(undefined))
    expect(section().getAttribute('aria-busy')).toBe('true')
    expect(section().textContent).toContain('Reading…')
    expect(screen.queryByText(NONE)).toBeNull()
    await expectAxeClean(section())
  })

  it('shows the first page, and that it reads on', () => {
    draw(query(reading(['Gout'], { gaps: [gap('still-reading')] })))
    expect(screen.getByText('Gout')).toBeTruthy()
    expect(screen.getByText('Reading on…').closest('[aria-live]')?.getAttribute('aria-live')).toBe('polite')
  })

  it('an empty first page is not none', () => {
    draw(query(reading<string>([], { gaps: [gap('still-reading')] })))
    expect(screen.queryByText(NONE)).toBeNull()
  })
})

describe('could not be read', () => {
  it('says that it is unknown, why, what to do, and the code for IT', async () => {
    draw(query(undefined, new HealthPrepError('forbidden', 'http-403')))
    const text = section().textContent
    expect(text).toContain('Could not be read.')
    expect(text).toContain('Whether there are any problems is unknown.')
    expect(text).toContain('forbidden http-403')
    expect(screen.getByText('Not read')).toBeTruthy()
    expect(screen.queryByText(NONE)).toBeNull()
    await expectAxeClean(section())
  })

  it('Retry asks again', async () => {
    const failed = query(undefined, new HealthPrepError('server', 'http-503'))
    draw(failed)
    await userEvent.click(screen.getByRole('button', { name: /Retry/ }))
    expect(failed.refetch).toHaveBeenCalledOnce()
  })

  it('what is not one of our errors is called our fault, and shows nothing of it', () => {
    draw(query(undefined, new Error('Ada Example 12 Sep 1987')))
    expect(section().textContent).toContain('HealthPrep met a fault of its own.')
    expect(section().textContent).not.toContain('Ada')
  })

  it('an earlier reading stays, dated, with the failure above it', () => {
    draw(query(reading(['Gout']), new HealthPrepError('busy', 'http-429')))
    expect(screen.getByText('Gout')).toBeTruthy()
    expect(section().textContent).toContain('Could not be read again.')
    expect(section().textContent).toContain('What stands here is as of 10:42.')
  })
})

describe('some could not be read', () => {
  it.each([
    ['cut', 'was cut short'],
    ['part-failed', 'could not be read'],
    ['withheld-from-app', 'what this application may not see'],
    ['withheld-from-user', 'what you may not see'],
    ['break-the-glass', 'This chart is restricted'],
    ['too-many', 'too much'],
  ] as const)('%s is said beside what was found, and instead of none', (kind, words) => {
    draw(query(reading(['Gout'], { gaps: [gap(kind)] })))
    expect(section().textContent).toContain(words)
    expect(screen.getByText('Gout')).toBeTruthy()
    expect(screen.getByText('Incomplete')).toBeTruthy()
    cleanup()
    draw(query(reading<string>([], { gaps: [gap(kind)] })))
    expect(section().textContent).toContain(words)
    expect(screen.queryByText(NONE)).toBeNull()
  })

  it('an entry that could not be understood is counted, shown on request, and forbids none', async () => {
    draw(query(reading<string>([], { unread: [unreadable()] })))
    expect(section().textContent).toContain('1 entry could not be understood and is not listed.')
    expect(screen.queryByText(NONE)).toBeNull()
    await userEvent.click(screen.getByRole('button', { name: 'Show what Epic sent' }))
    const dialog = await screen.findByRole('dialog', { name: 'Not understood' }, { timeout: 8000 })
    expect(dialog.textContent).toContain('"odd": true')
    await expectAxeClean(dialog)
    await userEvent.keyboard('{Escape}')
    expect(screen.queryByRole('dialog')).toBeNull()
  })
})

describe('none', () => {
  it('is said of a complete empty reading, with its time', async () => {
    draw(query(reading<string>([])))
    expect(screen.getByText('No problems recorded as of 10:42.')).toBeTruthy()
    await expectAxeClean(section())
  })

  it('is said although Epic adds that its record may be partial: a footnote', () => {
    draw(query(reading<string>([], { gaps: [gap('record-may-be-partial')] })))
    expect(screen.getByText(NONE)).toBeTruthy()
    expect(section().textContent).toContain('may not be all there is')
  })

  it('is said where all there is was entered in error, and that is still shown', () => {
    draw(query(reading(['mistake'])), (item) => item !== 'mistake')
    expect(screen.getByText(NONE)).toBeTruthy()
    expect(screen.getByText('mistake')).toBeTruthy()
  })

  it('cannot be left out', () => {
    const props = { id: 'x', title: 'X', query: query(undefined) }
    // @ts-expect-error: a section without the sentence for "none" does not compile
    const left = <Section {...props}>{() => null}</Section>
    expect(left.type).toBe(Section)
  })
})

describe('several readings in one section', () => {
  const listed = (data: Reading<string> | undefined, error: unknown = null) => ({
    part: 'listed problems',
    query: query(data, error),
  })
  const concerns = (data: Reading<string> | undefined, error: unknown = null) => ({
    part: 'health concerns',
    query: query(data, error),
  })
  const failure = new HealthPrepError('forbidden', 'http-403')

  it('say which of them is unknown, beside what the others found', async () => {
    draw([listed(reading(['Gout'])), concerns(undefined, failure)])
    expect(screen.getByText('Gout')).toBeTruthy()
    expect(section().textContent).toContain('Health concerns: could not be read.')
    expect(section().textContent).toContain('Whether there are any health concerns is unknown.')
    await expectAxeClean(section())
  })

  it.each([
    ['one failed', [listed(reading<string>([])), concerns(undefined, failure)]],
    ['one is still to come', [listed(reading<string>([])), concerns(undefined)]],
    ['one is cut short', [listed(reading<string>([])), concerns(reading<string>([], { gaps: [gap('cut')] }))]],
    ['all failed', [listed(undefined, failure), concerns(undefined, failure)]],
  ])('are never none while %s', (_, parts) => {
    draw(parts)
    expect(screen.queryByText(NONE)).toBeNull()
  })

  it('that failed for the same reason are told and retried together', async () => {
    const parts = [listed(undefined, failure), concerns(undefined, failure)]
    draw(parts)
    expect(section().textContent).toContain('Listed problems and health concerns: could not be read.')
    expect(section().textContent).toContain('Whether there are any listed problems or health concerns is unknown.')
    await userEvent.click(screen.getByRole('button', { name: /Retry/ }))
    for (const { query } of parts) expect(query.refetch).toHaveBeenCalledOnce()
  })

  it('that failed for different reasons are told apart', () => {
    draw([listed(undefined, failure), concerns(undefined, new HealthPrepError('busy', 'http-429'))])
    expect(screen.getAllByRole('button', { name: /Retry/ })).toHaveLength(2)
  })

  it('are none when all are complete and empty', () => {
    draw([listed(reading<string>([])), concerns(reading<string>([]))])
    expect(screen.getByText(NONE)).toBeTruthy()
  })

  it('name the part that is still to come', () => {
    draw([listed(reading(['Gout'])), concerns(undefined)])
    expect(screen.getByText('Reading on: health concerns…')).toBeTruthy()
  })

  it('name the part that is cut short', () => {
    draw([listed(reading(['Gout'])), concerns(reading<string>([], { gaps: [gap('cut')] }))])
    expect(section().textContent).toContain('The list of health concerns was cut short')
  })
})

it('a long list stays whole in the page', () => {
  draw(query(reading(Array.from({ length: 120 }, (_, i) => `item ${i}`))))
  expect(screen.getAllByRole('listitem')).toHaveLength(120)
})
