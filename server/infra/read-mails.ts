import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** A parsed `.eml` file, for installations without a mail server. */
export interface WrittenMail {
  id: string
  to: string
  subject: string
  text: string
}

/** Reads the latest mails in the mailer's folder, newest first. */
export async function readMails(directory: string, limit: number): Promise<WrittenMail[]> {
  const names = await listNames(directory)
  const newest = names.filter(name => name.endsWith('.eml')).sort().reverse().slice(0, limit)
  return await Promise.all(newest.map(async name => parseMail(name, await readFile(join(directory, name), 'utf8'))))
}

async function listNames(directory: string): Promise<string[]> {
  try {
    return await readdir(directory)
  }
  catch (error) {
    // The folder is created with the first mail.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

/** Parses mails that the own mailer wrote. It supports only the needed parts of RFC 5322 and MIME. */
export function parseMail(name: string, source: string): WrittenMail {
  const headEnd = `${source}\r\n\r\n`.indexOf('\r\n\r\n')
  const headers = new Map(source.slice(0, headEnd).replace(/\r\n[ \t]+/g, ' ').split('\r\n').map((line) => {
    const separator = line.indexOf(':')
    return [line.slice(0, separator).toLowerCase(), line.slice(separator + 1).trim()]
  }))
  return {
    id: name.replace(/\.eml$/, ''),
    to: headers.get('to') ?? '',
    subject: decodeWords(headers.get('subject') ?? ''),
    text: decodeBody(source.slice(headEnd + 4), headers.get('content-transfer-encoding') ?? '7bit'),
  }
}

/** Decodes the encoded words of a header (RFC 2047). White space between two of them is not part of the text. */
function decodeWords(header: string): string {
  return header.replace(/\?=\s+=\?/g, '?==?').replace(/=\?utf-8\?([qb])\?([^?]*)\?=/gi, (_, form: string, text: string) =>
    form.toLowerCase() === 'b' ? Buffer.from(text, 'base64').toString('utf8') : decodeQuoted(text.replaceAll('_', ' ')))
}

function decodeBody(body: string, encoding: string): string {
  if (/base64/i.test(encoding)) return Buffer.from(body, 'base64').toString('utf8')
  return /quoted-printable/i.test(encoding) ? decodeQuoted(body.replace(/=\r?\n/g, '')) : body
}

function decodeQuoted(text: string): string {
  const bytes = text.replace(/=([\dA-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}
