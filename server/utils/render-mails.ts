import type { WrittenMail } from '#server/infra/read-mails.ts'
import { escapeHtml } from '#server/utils/escape-html.ts'

/** Renders the mail page: mails as plain text with links, without scripts. */
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

/** Turns http and https URLs into links. The text is already escaped. */
function linkify(escaped: string): string {
  return escaped.replace(/https?:\/\/[^\s<]+/g, url => `<a href="${url}">${url}</a>`)
}
