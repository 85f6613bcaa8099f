/** Characters of a name that a mail shows at most. Names may be longer; a subject should be read at a glance. */
export const NAME_IN_MAIL_MAX_LENGTH = 60

/** Stands for what was taken out of a name. */
const OMITTED = '…'

/** Soft hyphens, joiners and marks of direction: they are not seen, and change what is. */
const INVISIBLE = /\p{Cf}/gu
const NO_TEXT = /[\p{Cc}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Zs}]+/gu

/** Whatever looks like a quotation mark: the mail's own ones tell where a name ends. */
const QUOTATION_MARKS = /["“”„‟«»‹›″〝〞〟❝❞]/gu

/** Signs that a browser or a mail program reads as a dot in a domain (UTS #46). */
const DOTS = /[。｡․]/gu

const ADDRESS = /:\/\/|\\\\|www\.|[^@]@[^@]|\.[\p{L}\p{N}]+\/|(?:https?|ftp|file|mailto|tel|sms|data|javascript):\S/iu
const VERSION = /^v?\d{1,3}\.\d{1,3}$/i
const INNER_DOT = /(?<=\S)\.(?=[\p{L}\p{N}])/gu
const INNER_COLON = /(?<=\p{L}):(?=\S)/gu

/**
 * A name as a mail may show it: one line without invisible characters, no quotation marks, and
 * nothing that a mail program turns into a link. Addresses are left out, and a word with a dot inside
 * gets a space after it, so that the project “example.com” can still be recognised. The reader
 * may be a stranger, and the author of the name an attacker.
 */
export function nameInMail(name: string): string {
  // Shortened first: what follows costs the same for a name of any length.
  const line = name.slice(0, 4 * NAME_IN_MAIL_MAX_LENGTH).normalize('NFKC').replace(INVISIBLE, '').replace(NO_TEXT, ' ').replace(QUOTATION_MARKS, '\'').replace(DOTS, '.')
  return shorten(line.trim().split(' ').map(withoutLink).join(' ')) || OMITTED
}

function withoutLink(word: string): string {
  if (ADDRESS.test(word)) return OMITTED
  return VERSION.test(word) ? word : word.replace(INNER_DOT, '. ').replace(INNER_COLON, ': ')
}

function shorten(text: string): string {
  const characters = [...text]
  return characters.length <= NAME_IN_MAIL_MAX_LENGTH ? text : `${characters.slice(0, NAME_IN_MAIL_MAX_LENGTH - 1).join('').trimEnd()}${OMITTED}`
}
