import { createHash } from 'node:crypto'
import type { AsyncapiDocument } from '#server/api-docs/asyncapi.ts'
import type { OpenapiDocument } from '#server/api-docs/openapi.ts'
import type { JsonSchema } from '#server/api-docs/schema-printer.ts'
import { escapeHtml } from '#server/utils/escape-html.ts'
import { describeSchema } from './describe-schema.ts'
import { renderOperation } from './render-operation.ts'
import { STYLE } from './style.ts'

/** Content security policy of the page: no scripts, and only its own style sheet. */
export const API_PAGE_POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`

/** Renders both documents as one HTML page: all operations, events and named schemas. */
export function renderApiPage({ openapi, asyncapi }: { openapi: OpenapiDocument, asyncapi: AsyncapiDocument }): string {
  const groups = [...groupOperations(openapi), ['events', renderEvents(asyncapi)], ['schemas', renderSchemas(openapi, asyncapi)]] as const
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>API · Parley</title><style>${STYLE}</style></head>
<body>
<header><h1>Parley API ${escapeHtml(openapi.info.version)}</h1>
<p>${withCode(openapi.info.description)} ${withCode(asyncapi.info.description)}</p>
<p>Machine-readable: <a href="/api/v1/openapi.json">OpenAPI 3.1</a> and <a href="/api/v1/asyncapi.json">AsyncAPI 3.0</a>.</p>
<nav aria-label="Parts"><ul>${groups.map(([name]) => `<li><a href="#part-${escapeHtml(name)}">${escapeHtml(name)}</a></li>`).join('')}</ul></nav></header>
<main>
${groups.map(([name, content]) => `<section id="part-${escapeHtml(name)}"><h2>${escapeHtml(name)}</h2>\n${content}\n</section>`).join('\n')}
</main>
</body>
</html>
`
}

/** Escapes a text and turns backticks into code elements. */
function withCode(text: string): string {
  return escapeHtml(text).replace(/`([^`]+)`/g, '<code>$1</code>')
}

function groupOperations({ paths }: OpenapiDocument): [string, string][] {
  const groups = new Map<string, string>()
  for (const [path, methods] of Object.entries(paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      const [group = ''] = operation.tags
      groups.set(group, `${groups.get(group) ?? ''}${renderOperation(method, path, operation)}\n`)
    }
  }
  return [...groups].toSorted(([one], [other]) => one < other ? -1 : 1)
}

function renderEvents({ channels }: AsyncapiDocument): string {
  return Object.entries(channels.socket.messages).map(([key, { name, summary, description, payload }]) => `<article id="${key}">
<h3><code>${escapeHtml(name)}</code></h3>
<p>${escapeHtml(summary)}. ${escapeHtml(description)}.</p>
${renderFields(payload)}
</article>`).join('\n')
}

function renderSchemas(openapi: OpenapiDocument, asyncapi: AsyncapiDocument): string {
  const schemas: Record<string, JsonSchema> = { ...asyncapi.components.schemas, ...openapi.components.schemas }
  return Object.entries(schemas).map(([name, schema]) => `<article id="${name}">
<h3><code>${name}</code></h3>
${renderFields(schema)}
</article>`).join('\n')
}

function renderFields(schema: JsonSchema): string {
  const { properties, required = [] } = schema as { properties?: Record<string, JsonSchema>, required?: string[] }
  if (!properties) return `<p><code>${describeSchema(schema)}</code></p>`
  const fields = Object.entries(properties).map(([name, field]) =>
    `<div><dt><code>${escapeHtml(name)}</code></dt><dd>${describeSchema(field)}${required.includes(name) ? '' : ', optional'}</dd></div>`)
  return `<dl>\n${fields.join('\n')}\n</dl>`
}
