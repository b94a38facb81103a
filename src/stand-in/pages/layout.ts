import { html, type Html } from './html.ts'

const style = `
:root { color-scheme: light dark; --ink: light-dark(#1b2733, #e4e9ee); --quiet: light-dark(#526171, #a0adba);
  --line: light-dark(#cdd5dd, #3a4652); --paper: light-dark(#fff, #151b21); --desk: light-dark(#eef1f4, #0d1216);
  --accent: light-dark(#8a1c3b, #ee8ba6); --on-accent: light-dark(#fff, #2a0611) }
* { box-sizing: border-box }
body { margin: 0; background: var(--desk); color: var(--ink); font: 15px/1.4 system-ui, sans-serif }
header { border-bottom: 3px solid var(--accent); background: var(--paper); padding: 10px 20px }
header strong { font-size: 17px }
main { max-width: 760px; margin: 20px auto; padding: 20px; background: var(--paper); border: 1px solid var(--line) }
main.narrow { max-width: 440px }
@media (max-width: 520px) { main { margin: 0; border-width: 0 0 1px; padding: 16px } }
h1 { font-size: 20px; margin: 0 0 4px } h2 { font-size: 15px; margin: 22px 0 6px }
p { margin: 6px 0 } .quiet { color: var(--quiet) }
fieldset { border: 1px solid var(--line); margin: 14px 0; padding: 8px 12px }
legend { padding: 0 4px; color: var(--quiet) }
label.line { display: flex; break-inside: avoid; gap: 8px; padding: 5px 0; align-items: baseline }
label.line small, .row small { color: var(--quiet); font-size: 13px }
select { font: inherit; width: 100%; padding: 6px; color: inherit; background: var(--paper); border: 1px solid var(--line) }
button, a.button { font: inherit; color: var(--accent); background: none; border: 1px solid var(--accent); padding: 7px 16px;
  border-radius: 3px; cursor: pointer; text-decoration: none; display: inline-block }
button.main { background: var(--accent); color: var(--on-accent) }
a { color: var(--accent) }
.scopes { columns: 16em }
.actions { display: flex; flex-wrap: wrap; gap: 10px; margin-top: 16px }
ul.rows { list-style: none; margin: 0; padding: 0 } ul.rows li { border-top: 1px solid var(--line) }
button.row { display: grid; grid-template-columns: 15em 1fr; gap: 2px 14px; width: 100%; text-align: left; border: 0;
  border-radius: 0; padding: 8px 4px; color: var(--ink); align-items: baseline; overflow-wrap: anywhere }
button.row:hover { background: var(--desk) } button.row b { color: var(--accent); font-weight: 600 }
@media (max-width: 620px) { button.row { grid-template-columns: 1fr } }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 1px }
.chart { margin: 0; max-width: none; border: 0; padding: 0; display: flex; flex-direction: column; height: calc(100vh - 46px) }
.chart nav { display: flex; flex-wrap: wrap; gap: 14px; padding: 8px 20px; border-bottom: 1px solid var(--line); align-items: baseline }
.chart iframe { flex: 1; width: 100%; border: 0; background: #fff }
code { font-size: 13px; overflow-wrap: anywhere }
`

export const layout = (title: string, body: Html, kind: 'narrow' | 'wide' | 'chart' = 'wide'): string =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <link rel="icon" href="data:," />
        <title>${title} · Stand-in for Epic</title>
        <style>
          ${{ markup: style }}
        </style>
      </head>
      <body>
        <header>
          <strong>Stand-in for Epic</strong>
          <span class="quiet">not Epic: invented patients, for trying HealthPrep</span>
        </header>
        <main class="${kind}">${body}</main>
      </body>
    </html>`.markup
