import type { Operation } from '#server/api-docs/openapi.ts'
import type { JsonSchema } from '#server/api-docs/schema-printer.ts'
import { escapeHtml } from '#server/utils/escape-html.ts'
import { describeSchema } from './describe-schema.ts'

/** Renders one operation: parameters, body, responses, errors and limits. */
export function renderOperation(method: string, path: string, operation: Operation): string {
  return `<article id="${operation.operationId}">
<h3><code><b>${method.toUpperCase()}</b> ${escapeHtml(path)}</code></h3>
<p>${escapeHtml(operation.summary)}. ${operation.security.length === 0 ? 'No sign-in needed.' : 'Requires sign-in.'}</p>
<dl>
${[...parametersOf(operation), ...bodyOf(operation), ...successesOf(operation), ...errorsOf(operation), ...limitsOf(operation)].join('\n')}
</dl>
</article>`
}

function line(term: string, description: string): string {
  return `<div><dt>${term}</dt><dd>${description}</dd></div>`
}

function parametersOf({ parameters }: Operation): string[] {
  return parameters.map(({ name, in: location, required, schema }) =>
    line(`<code>${escapeHtml(name)}</code>`, `${describeSchema(schema)}, in the ${location}${required ? '' : ', optional'}`))
}

function bodyOf({ requestBody }: Operation): string[] {
  return requestBody ? [line('Body', `<code>${describeSchema(requestBody.content['application/json'].schema)}</code>`)] : []
}

function successesOf({ responses }: Operation): string[] {
  return Object.entries(responses).filter(([status]) => status.startsWith('2')).map(([status, response]) => {
    const { properties } = response.content['application/json'].schema as { properties: { data: JsonSchema } }
    return line(status, `<code>${describeSchema(properties.data)}</code>`)
  })
}

function errorsOf({ responses }: Operation): string[] {
  const errors = Object.entries(responses).filter(([status]) => !status.startsWith('2'))
  return [line('Errors', errors.map(([status, { description }]) => `${status} <code>${escapeHtml(description)}</code>`).join('; '))]
}

function limitsOf({ 'x-rate-limits': limits = {} }: Operation): string[] {
  const texts = Object.values(limits).map(({ points, seconds, per }) => `${points} in ${seconds} s for each ${per}`)
  return texts.length === 0 ? [] : [line('Limits', texts.join('; '))]
}
