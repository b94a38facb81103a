import type { Chart, Resource } from '../chart.ts'
import { each, isJson, text, texts } from '../json.ts'
import type { Client } from '../options.ts'
import type { User } from '../users.ts'
import { html } from './html.ts'
import { layout } from './layout.ts'
import { groups } from './sign-in.ts'

export const choosePage = (action: string, charts: readonly Chart[]): string =>
  layout(
    'Open a chart',
    html`<h1>Open a chart</h1>
      <p class="quiet">This is the other way in: the app is opened from the patient's chart, as inside Epic.</p>
      <form method="get" action="${action}">
        ${groups.map(({ group, title }) => {
          const members = charts.filter((chart) => chart.group === group)
          return members.length === 0
            ? html``
            : html`<h2>${title}</h2>
                <ul class="rows">
                  ${members.map(
                    (chart) =>
                      html`<li>
                        <button class="row" name="patient" value="${chart.slug}">
                          <b>${chart.name}</b> <span>${chart.line} <small>${chart.slug}</small></span>
                        </button>
                      </li>`,
                  )}
                </ul>`
        })}
      </form>`,
  )

type Visit = {
  action: string
  chart: Chart
  visits: readonly Resource[]
  clients: readonly Client[]
  users: readonly User[]
}

function describe(visit: Resource): string {
  const period = visit['period']
  const start = isJson(period) ? text(period['start']) : undefined
  const kind = texts(each(visit, 'type', 'text'))[0] ?? 'Visit'
  return `${kind}, ${start?.slice(0, 10) ?? 'no date'}, ${text(visit['status']) ?? 'status unknown'}`
}

const radio = (name: string, value: string, label: string, checked = false) =>
  html`<label class="line"
    ><input type="radio" name="${name}" value="${value}" ${checked ? html` checked` : ''} />
    <span>${label}</span></label
  >`

export const visitPage = ({ action, chart, visits, clients, users }: Visit): string =>
  layout(
    chart.name,
    html`<h1>${chart.name}</h1>
      <p class="quiet">${chart.line}</p>
      <form method="get" action="${action}">
        <input type="hidden" name="patient" value="${chart.slug}" />
        <p>
          <label
            >Visit
            <select name="visit">
              ${visits.slice(0, 60).map((visit) => html`<option value="${visit.id}">${describe(visit)}</option>`)}
              <option value="">None: opened outside a visit</option>
            </select></label
          >
        </p>
        <p>
          <label
            >App
            <select name="client">
              ${clients.map((client) => html`<option value="${client.clientId}">${client.name}</option>`)}
            </select></label
          >
        </p>
        <p>
          <label
            >Signed in as
            <select name="user">
              ${users
                .filter((user) => user.practitioner)
                .map((user) => html`<option value="${user.slug}">${user.name}</option>`)}
            </select></label
          >
        </p>
        <fieldset>
          <legend>Window</legend>
          ${radio('window', 'framed', 'In a frame of the chart, sandboxed', true)}${radio('window', 'full', 'In a window of its own')}
        </fieldset>
        <fieldset>
          <legend>Patient banner</legend>
          ${radio('banner', 'yes', 'The app shows it', true)}${radio('banner', 'no', 'The chart shows it')}
        </fieldset>
        <fieldset>
          <legend>Style</legend>
          ${radio('style', 'no', 'None sent', true)}${radio('style', 'yes', 'The hospital sends its colours')}
        </fieldset>
        <div class="actions">
          <button class="main">Open the app</button><a class="button" href="${action}">Another patient</a>
        </div>
      </form>`,
    'narrow',
  )

type Framed = { action: string; again: string; chart: Chart; app: string; frame: string | undefined }

/** Epic's frame: scripts, forms, popups and downloads, but no way to navigate the window around it. */
export const chartPage = ({ action, again, chart, app, frame }: Framed): string =>
  layout(
    chart.name,
    html`<nav>
        <b>${chart.name}</b> <span class="quiet">${app}</span>
        ${frame === undefined ? html`<a href="${again.replace(/&closed=yes/, '')}">Open the app again</a>` : html`<a href="${`${again}&closed=yes`}">Close the app</a>`}
        <a href="${action}">Another patient</a>
      </nav>
      ${
        frame === undefined
          ? html`<p style="padding: 20px">
              The frame was destroyed, as Epic does on a lock, a change of layout or a patient change.
            </p>`
          : html`<iframe
              title="${app}"
              src="${frame}"
              sandbox="allow-scripts allow-same-origin allow-forms allow-popups allow-downloads"
            ></iframe>`
      }`,
    'chart',
  )
