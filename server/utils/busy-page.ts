import type { H3Event } from 'h3'
import type { RenderResponse } from 'nitropack/types'
import busyGerman from '../../i18n/locales/busy.de.json'
import busyEnglish from '../../i18n/locales/busy.en.json'
import german from '../../i18n/locales/de.json'
import english from '../../i18n/locales/en.json'
import { browserLanguage } from '#server/utils/browser-language.ts'
import { escapeHtml } from '#server/utils/escape-html.ts'

const TEXTS = {
  en: { ...english.errors.page, ...busyEnglish.errors.page },
  de: { ...german.errors.page, ...busyGerman.errors.page },
}

/** Renders the page for an overloaded server, without scripts and styles so that it costs little. */
export function renderBusyPage(event: H3Event, { status, retryAfter }: { status: number, retryAfter: number }): Partial<RenderResponse> {
  const language = browserLanguage(event) === 'de' ? 'de' : 'en'
  const texts = TEXTS[language]
  const [title, text] = [texts.unavailableTitle, status === 429 ? texts.tooManyText : texts.unavailableText].map(escapeHtml)
  return {
    statusCode: status,
    headers: { 'content-type': 'text/html; charset=utf-8', 'retry-after': String(retryAfter) },
    body: `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title} · Parley</title></head>
<body><main><h1>${title}</h1><p>${text}</p></main></body>
</html>
`,
  }
}
