import { CACHE, securityHeaders, type Site } from './policy.ts'

type Header = readonly [name: string, value: string]
type Host = (headers: readonly Header[]) => string

const indent = (spaces: number, lines: readonly string[]): string =>
  lines.map((line) => ' '.repeat(spaces) + line).join('\n')

/** `add_header` of an inner block drops those of the outer one: so there is one block, and a map for the cache. */
const nginx: Host = (
  headers,
) => `# nginx. The app lies in /srv/www/healthprep and is served under /healthprep/: change both.
# In http { }: these two.
map $uri $healthprep_cache { ~/assets/ "${CACHE.assets}"; default "${CACHE.rest}"; }
# Launch and callback carry single-use codes in the query: keep it out of the log.
log_format noquery '$remote_addr [$time_local] "$request_method $uri" $status $body_bytes_sent';
# In server { }: this one. No add_header in a block inside it: it would drop all of these.
location /healthprep/ {
  root /srv/www;
  index index.html;
  server_tokens off;
  access_log /var/log/nginx/healthprep.log noquery;
${indent(
  2,
  headers.map(([name, value]) => `add_header ${name} "${value}" always;`),
)}
  # Not "always": a 404 must not be kept for a year.
  add_header Cache-Control $healthprep_cache;
}
`

const apache: Host = (headers) => `# Apache httpd, with mod_headers. The app lies in /srv/www/healthprep: change that.
# Launch and callback carry single-use codes in the query: keep it out of the log.
LogFormat "%h %t \\"%m %U\\" %>s %b" noquery
CustomLog "logs/healthprep.log" noquery
ServerTokens Prod
<Directory "/srv/www/healthprep">
  Options -Indexes
  Require all granted
${indent(
  2,
  headers.map(([name, value]) => `Header always set ${name} "${value}"`),
)}
  Header set Cache-Control "${CACHE.rest}"
</Directory>
<Directory "/srv/www/healthprep/assets">
  Header set Cache-Control "${CACHE.assets}"
</Directory>
`

const xml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')

const iis: Host = (headers) => `<?xml version="1.0" encoding="utf-8"?>
<!-- IIS: web.config beside index.html. In the log settings of the site leave out cs-uri-query: launch and callback carry
     single-use codes in it. -->
<configuration>
  <system.webServer>
    <httpProtocol>
      <customHeaders>
        <remove name="X-Powered-By" />
${indent(
  8,
  headers.map(([name, value]) => `<add name="${name}" value="${xml(value)}" />`),
)}
        <add name="Cache-Control" value="${CACHE.rest}" />
      </customHeaders>
    </httpProtocol>
    <security>
      <requestFiltering removeServerHeader="true" />
    </security>
  </system.webServer>
  <location path="assets">
    <system.webServer>
      <httpProtocol>
        <customHeaders>
          <remove name="Cache-Control" />
          <add name="Cache-Control" value="${CACHE.assets}" />
        </customHeaders>
      </httpProtocol>
    </system.webServer>
  </location>
</configuration>
`

/** The fields that CloudFront wants apart from the custom headers, and how it spells them. */
const APART: Readonly<Record<string, (value: string) => readonly [field: string, body: object]>> = {
  'Content-Security-Policy': (value) => ['ContentSecurityPolicy', { Override: true, ContentSecurityPolicy: value }],
  'Referrer-Policy': (value) => ['ReferrerPolicy', { Override: true, ReferrerPolicy: value }],
  'X-Content-Type-Options': () => ['ContentTypeOptions', { Override: true }],
  'Strict-Transport-Security': (value) => [
    'StrictTransportSecurity',
    {
      Override: true,
      IncludeSubdomains: false,
      Preload: false,
      AccessControlMaxAgeSec: Number(/\d+/.exec(value)?.[0]),
    },
  ],
}

/** JSON, so without a word of comment: what else is to be done stands in the README. */
const cloudfront: Host = (headers) => {
  const apart = headers.flatMap(([name, value]) => APART[name]?.(value) ?? []).length / 2
  const custom = headers.filter(([name]) => !Object.hasOwn(APART, name))
  if (apart + custom.length !== headers.length) throw new Error('A header is written nowhere')
  const policy = {
    Name: 'healthprep',
    Comment: 'HealthPrep: made by npm run headers -- --host cloudfront',
    SecurityHeadersConfig: Object.fromEntries(
      headers.filter(([name]) => Object.hasOwn(APART, name)).map(([name, value]) => APART[name]?.(value) ?? ['', {}]),
    ),
    CustomHeadersConfig: {
      Quantity: custom.length,
      Items: custom.map(([Header, Value]) => ({ Header, Value, Override: true })),
    },
  }
  return `${JSON.stringify(policy, null, 2)}\n`
}

/** Files outside `assets/` by name: rules that fit the same path are joined, and two values of one header make neither. */
const UNCACHED = [
  '/',
  '/index.html',
  '/launch.html',
  '/callback.html',
  '/config.json',
  '/manifest.json',
  '/licenses.txt',
]

const netlify: Host = (headers) => `# Netlify and Cloudflare Pages: a file named _headers beside index.html.
/*
${indent(
  2,
  headers.map((header) => header.join(': ')),
)}
/assets/*
  Cache-Control: ${CACHE.assets}
${UNCACHED.map((path) => `${path}\n  Cache-Control: ${CACHE.rest}`).join('\n')}
`

const HOSTS: Readonly<Record<string, Host>> = { nginx, apache, iis, cloudfront, netlify }

/** @throws Error with one sentence, where no such host is known. */
export function configurationFor(host: string | undefined, site: Site): string {
  const known = Object.keys(HOSTS).join(', ')
  const write = host !== undefined && Object.hasOwn(HOSTS, host) ? HOSTS[host] : undefined
  if (!write) throw new Error(host ? `No host is called "${host}"; there are ${known}.` : `Say --host: ${known}.`)
  return write(securityHeaders(site))
}
