import type { WrittenMail } from '#server/infra/read-mails.ts'
import { escapeHtml } from '#server/utils/escape-html.ts'

/** A plain page without scripts: the mails as they are, their links to be followed. */
export function renderMails(mails: readonly WrittenMail[]): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Mail · Parley</title></head>
<body><main><h1>Mail</h1>
${mails.map(renderMail).join('\n')}
</main></body>
</html>
`
}

function renderMail({ id, to, subject, text }: WrittenMail): string {
  return `<article id="${escapeHtml(id)}"><h2>${escapeHtml(subject)}</h2><p>${escapeHtml(to)}</p><pre>${linkify(escapeHtml(text))}</pre></article>`
}

/** Only addresses of the web become links, and after escaping they hold no markup. */
function linkify(escaped: string): string {
  return escaped.replace(/https?:\/\/[^\s<]+/g, url => `<a href="${url}">${url}</a>`)
}
