import type { IncomingMessage } from 'node:http'
import type { H3Event } from 'h3'
import { endsInOpenCodeBlock, splitCode } from '#shared/code-parts.ts'
import * as fields from '#shared/contracts/fields.ts'
import { addReaction, sendMessage } from '#shared/contracts/messages.ts'
import { isEmoji, isFewEmoji } from '#shared/emoji.ts'
import {
  ABOUT_MAX_LENGTH, BODY_MAX_BYTES, EMAIL_MAX_LENGTH, MESSAGE_MAX_LENGTH, NAME_MAX_LENGTH, PASSWORD_MAX_BYTES, QUERY_MAX_LENGTH, TITLE_MAX_LENGTH,
} from '#shared/limits.ts'
import { firstLink } from '#shared/links.ts'
import { mentionsOf } from '#shared/mentions.ts'
import { ownPath } from '#shared/own-path.ts'
import { passwordStrength } from '#shared/password-strength.ts'
import { plainText } from '#shared/plain-text.ts'
import { readBearer, readCookie } from '#server/domain/authentication/credential.ts'
import { composeMail } from '#server/domain/mail/compose-mail.ts'
import { readPage } from '#server/domain/previews/read-page.ts'
import { makeSlug } from '#server/domain/projects/make-slug.ts'
import { PAGE_MAX_BYTES } from '#server/infra/outgoing/fetch-public.ts'
import { parseMail } from '#server/infra/read-mails.ts'
import { browserLanguage } from '#server/utils/browser-language.ts'
import { clientAddress } from '#server/utils/client-address.ts'
import { escapeHtml } from '#server/utils/escape-html.ts'
import { refuseForeignSocket } from '#server/utils/origin.ts'
import { renderMails } from '#server/utils/render-mails.ts'
import { emailRule } from '../../../composables/account/account-rules.ts'
import { initialsOf, tintOf } from '../../../composables/account/avatar.ts'
import { continueList } from '../../../composables/composer/text/continue-list.ts'
import { emojiQueryAt } from '../../../composables/composer/text/emoji-query.ts'
import { type Format, formatPassage } from '../../../composables/composer/text/format-text.ts'
import { findChoices, mentionQueryAt } from '../../../composables/composer/text/mention-query.ts'
import { parseUserAgent } from '../../../composables/account/userAgent.ts'
import { linkPreviewSource } from '../../../composables/previews/linkPreviewSource.ts'
import { codeLanguage } from '../../../composables/message/text/code-languages.ts'
import { toPieces } from '../../../composables/message/text/colour-code.ts'
import { findLinks, isSafeLink } from '../../../composables/message/text/links.ts'
import { pickedIn, toNames, toTokens } from '../../../composables/message/text/mention-text.ts'
import { parseMarkdown } from '../../../composables/message/text/parse-markdown.ts'
import { hasMarkup, plainNodes } from '../../../composables/message/text/plain-nodes.ts'
import { renderNodes } from '../../../composables/message/text/render-nodes.ts'
import { matchName } from '../../../composables/search/match-name.ts'
import { tabTitle } from '../../../composables/conversations/tabTitle.ts'
import { textDifference } from '../../../composables/message/textDifference.ts'
import { runs, type Shape, shapes } from './hostile-shapes.ts'

/** A function that reads what people, or pages and programs outside, wrote. */
interface TextFunction {
  /** Characters that it may be given at most. */
  length: number
  read: (text: string) => unknown
  shapes: readonly Shape[]
}

type Reader = (text: string) => unknown

/** Characters of a mail: more than Parley's own mails have, which are the only ones that are read. */
const MAIL_MAX = 4_000

/** Characters of all headers of a request together (Node's own limit). */
const HEADERS_MAX = 16_384

/** Characters up to which a message is parsed whatever stands in it. */
const PARSED_ALWAYS = 1_500

const nameOf = () => 'Maya Okafor'

/** The participants of a large group, many with the same beginning of their names. */
const choices = Array.from({ length: 200 }, (_, index) => ({
  target: `019a0000-0000-7000-8000-${String(index).padStart(12, '0')}`,
  name: `Maya Okafor ${'a'.repeat(index % 40)} ${index}`,
}))

const readMessage: Reader = body => renderNodes(hasMarkup(body) ? parseMarkdown(body) : plainNodes(body), { nameOf, meansMe: () => false })
const format = (how: Format): Reader => text => formatPassage({ text, start: 0, end: text.length }, how)
const request = (headers: Record<string, string>) => ({ node: { req: { headers } } }) as unknown as H3Event

/** All of one length, by their names. */
function upTo(length: number, readers: Record<string, Reader>, through: readonly Shape[] = shapes): [string, TextFunction][] {
  return Object.entries(readers).map(([name, read]) => [`${name} (${length})`, { length, read, shapes: through }])
}

/** What reads a message, on the server and in the browser. */
const ofMessages = [
  ...upTo(MESSAGE_MAX_LENGTH, {
    firstLink, mentionsOf, splitCode, endsInOpenCodeBlock, isFewEmoji, readMessage, hasMarkup, plainNodes, findLinks, isSafeLink, toPieces, codeLanguage,
    plainText: body => plainText(body, nameOf),
    toNames: body => toNames(body, nameOf),
    pickedIn: body => pickedIn(body, nameOf),
    toTokens: body => toTokens(body, choices, new Map()),
    contractOfMessage: body => sendMessage.body.safeParse({ id: choices[0]?.target, body }),
    continueList: text => continueList({ text, start: text.length, end: text.length }),
    emojiQueryAt: text => emojiQueryAt(text, text.length),
    mentionQueryAt: text => mentionQueryAt(text, text.length),
    bold: format('bold'), link: format('link'), quote: format('quote'), numbers: format('numbers'),
  }),
  ...upTo(MESSAGE_MAX_LENGTH, {
    differenceToReverse: body => textDifference(body, [...body].reverse().join('')),
    differenceToEdited: body => textDifference(body, `${body.slice(0, body.length / 2)} and ${body.slice(body.length / 2)}`),
    differenceToDoubled: body => textDifference(body, [...body].map(character => `${character}a `).join('').slice(0, MESSAGE_MAX_LENGTH)),
  }, runs),
  ...upTo(PARSED_ALWAYS, { readMessage, parseMarkdown, isFewEmoji }),
]

/** What reads names, titles, addresses and passwords. */
const ofFields = [
  ...upTo(NAME_MAX_LENGTH, { initialsOf, tintOf, composeMail: name => composeMail({ subject: '{name}', text: '{name} {name}' }, { names: { name }, own: {} }) }),
  ...upTo(TITLE_MAX_LENGTH, { matchName: title => matchName(title, title), makeSlug: title => makeSlug(title, choices[0]?.target ?? ''), tabTitle: title => tabTitle(1, title) }),
  ...upTo(QUERY_MAX_LENGTH, { findChoices: words => findChoices(choices, words) }),
  ...upTo(EMAIL_MAX_LENGTH, { emailRule, contractOfAddress: text => fields.email.safeParse(text) }),
  ...upTo(ABOUT_MAX_LENGTH, { contractOfAbout: text => fields.about.safeParse(text) }),
  ...upTo(PASSWORD_MAX_BYTES, { passwordStrength, contractOfPassword: text => fields.newPassword.safeParse(text) }),
  // A body may be as long as this before a field says that it is too long.
  ...upTo(BODY_MAX_BYTES, {
    contractOfName: text => fields.personName.safeParse(text),
    contractOfTitle: text => fields.title.safeParse(text),
    contractOfAddress: text => fields.email.safeParse(text),
    contractOfPassword: text => fields.newPassword.safeParse(text),
    contractOfSecret: text => fields.secret.safeParse(text),
    contractOfId: text => fields.id.safeParse(text),
    contractOfTimestamp: text => fields.clientTimestamp.safeParse(text),
    contractOfReaction: emoji => addReaction.body.safeParse({ emoji }),
    contractOfMessage: body => sendMessage.body.safeParse({ id: choices[0]?.target, body }),
    isEmoji,
  }, runs),
]

/** Runs what may refuse its text. */
function attempt(run: () => void): unknown {
  try {
    return run()
  }
  catch (refusal) {
    return refusal
  }
}

/** What reads mails, pages and headers. */
const ofOthers = [
  ...upTo(MESSAGE_MAX_LENGTH, { escapeHtml, renderMails: text => renderMails([{ id: '1', to: text, subject: '', text }]) }),
  ...upTo(MAIL_MAX, { parseMail: text => parseMail('1.eml', text) }),
  ...upTo(PAGE_MAX_BYTES, { readPage, readLongPage: html => readPage(html.repeat(16)) }),
  ...upTo(HEADERS_MAX, {
    readBearer: text => readBearer(`Bearer ${text}`),
    readCookie: text => readCookie(text, '__Host-parley-refresh'),
    browserLanguage: text => browserLanguage(request({ 'accept-language': text })),
    clientAddress: text => clientAddress({ remoteAddress: '10.0.0.1', headers: { 'x-forwarded-for': text } }),
    refuseForeignSocket: text => attempt(() => refuseForeignSocket({ headers: { 'origin': `https://${text}`, 'host': text, 'x-forwarded-proto': text }, socket: { remoteAddress: '10.0.0.1' } } as unknown as IncomingMessage)),
    ownPath: text => ownPath(`/${text}`),
    parseUserAgent,
    counterInQuery: text => fields.counterInQuery.safeParse(text),
    linkPreviewSource: text => linkPreviewSource({ siteName: text, url: `https://${text}` }),
  }),
]

export const textFunctions = [...ofMessages, ...ofFields, ...ofOthers]
