import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import PostalMime from 'postal-mime'

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
  return await Promise.all(newest.map(async name => await parseMail(name, await readFile(join(directory, name), 'utf8'))))
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

/** Parses a mail (RFC 5322, MIME) with the library `postal-mime`. A truncated mail has empty fields. */
export async function parseMail(name: string, source: string): Promise<WrittenMail> {
  const { to = [], subject = '', text = '' } = await PostalMime.parse(source)
  return { id: name.replace(/\.eml$/, ''), to: to.map(({ address }) => address).join(', '), subject, text }
}
