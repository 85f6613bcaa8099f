/** Maximum characters of a name in a mail. Names may be longer, but a subject should be short. */
export const NAME_IN_MAIL_MAX_LENGTH = 60

/** Replaces removed parts of a name. */
const OMITTED = '…'

/** Soft hyphens, joiners and direction marks: invisible, but they change how text looks. */
const INVISIBLE = /\p{Cf}/gu
const NO_TEXT = /[\p{Cc}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Zs}]+/gu

/** All quotation marks: those of the mail itself mark where a name ends. */
const QUOTATION_MARKS = /["“”„‟«»‹›″〝〞〟❝❞]/gu

/** Characters that browsers and mail programs read as a dot in a domain (UTS #46). */
const DOTS = /[。｡․]/gu

const ADDRESS = /:\/\/|\\\\|www\.|[^@]@[^@]|\.[\p{L}\p{N}]+\/|(?:https?|ftp|file|mailto|tel|sms|data|javascript):\S/iu
const VERSION = /^v?\d{1,3}\.\d{1,3}$/i
const INNER_DOT = /(?<=\S)\.(?=[\p{L}\p{N}])/gu
const INNER_COLON = /(?<=\p{L}):(?=\S)/gu

/**
 * Makes a name safe for a mail: one line without invisible characters, quotation marks, or anything
 * that a mail program turns into a link. Addresses are removed. A dot inside a word gets a space after
 * it, so that the project “example.com” stays recognisable. The reader may be a stranger, and the
 * author of the name an attacker.
 */
export function nameInMail(name: string): string {
  // Shortened first, so that the time does not depend on the length of the name.
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
