import type { Chart } from '../chart.ts'
import type { Client } from '../options.ts'
import { users, type User } from '../users.ts'
import { html, type Html } from './html.ts'
import { layout } from './layout.ts'

type Step = { readonly action: string; readonly flow: string; readonly client: Client }

const form = (step: Step, body: Html): Html =>
  html`<form method="get" action="${step.action}">
    <input type="hidden" name="flow" value="${step.flow}" />${body}
  </form>`

export const signInPage = (step: Step): string =>
  layout(
    'Sign in',
    html`<h1>Sign in</h1>
      <p class="quiet">${step.client.name} asks you to sign in. Nothing to type: choose who you are.</p>
      ${form(
        step,
        html`<fieldset>
            <legend>User</legend>
            ${users.map(
              (user, at) =>
                html`<label class="line"
                  ><input type="radio" name="user" value="${user.slug}" ${at === 0 ? html` checked` : ''} />
                  <span>${user.name} <small>${user.role}</small></span></label
                >`,
            )}
          </fieldset>
          <div class="actions">
            <button class="main">Sign in</button><button name="decision" value="cancel">Cancel</button>
          </div>`,
      )}`,
    'narrow',
  )

export const groups: readonly { group: Chart['group']; title: string }[] = [
  { group: 'disk', title: 'Charts from disk' },
  { group: 'ordinary', title: 'Ordinary patients' },
  { group: 'failure', title: 'Something goes wrong' },
]

const rows = (charts: readonly Chart[]): Html[] =>
  charts.map(
    (chart) =>
      html`<li>
        <button class="row" name="patient" value="${chart.slug}">
          <b>${chart.name}</b> <span>${chart.line} <small>${chart.slug}</small></span>
        </button>
      </li>`,
  )

export const patientPage = (step: Step & { user: User; charts: readonly Chart[] }): string =>
  layout(
    'Choose a patient',
    form(
      step,
      html`<h1>Choose a patient</h1>
        <p class="quiet">Signed in as ${step.user.name}. ${step.client.name} will open for the patient you choose.</p>
        <div class="actions">
          ${
            step.user.practitioner
              ? html`<button name="patient" value="">Continue without choosing a patient</button>`
              : ''
          }<button name="decision" value="cancel">Cancel</button>
        </div>
        ${groups.map(({ group, title }) => {
          const members = step.charts.filter((chart) => chart.group === group)
          return members.length === 0
            ? html``
            : html`<h2>${title}</h2>
                <ul class="rows">
                  ${rows(members)}
                </ul>`
        })}`,
    ),
  )

type Consent = Step & { user: User; patient?: string; scopes: readonly string[] }

export const consentPage = (step: Consent): string =>
  layout(
    'Allow access',
    form(
      step,
      html`<h1>Allow access?</h1>
        <p>
          ${step.client.name} asks to use the record ${step.patient ? html`of <b>${step.patient}</b>` : 'of patients'}
          as ${step.user.name}.
        </p>
        <fieldset>
          <legend>It may</legend>
          <div class="scopes">
            ${step.scopes.map(
              (scope) =>
                html`<label class="line"
                  ><input type="checkbox" name="scope" value="${scope}" checked /> <code>${scope}</code></label
                >`,
            )}
          </div>
        </fieldset>
        <div class="actions">
          <button class="main" name="decision" value="allow">Allow</button>
          <button name="decision" value="deny">Deny</button>
        </div>`,
    ),
  )

export const problemPage = (what: string): string =>
  layout(
    'OAuth2 error',
    html`<h1>The request is invalid</h1>
      <p>${what}</p>
      <p class="quiet">
        Epic says no more than its first line. You were not sent back, because the address to send you to cannot be
        trusted.
      </p>`,
    'narrow',
  )
