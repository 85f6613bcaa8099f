import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readMails } from '#server/infra/read-mails.ts'

describe('mails that were written to disk', () => {
  let directory = ''
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'parley-mails-'))
  })
  afterEach(() => rm(directory, { recursive: true }))

  async function read(...lines: string[]) {
    await writeFile(join(directory, '1.eml'), lines.join('\r\n'))
    return (await readMails(directory, 10))[0]
  }

  it.each([
    ['as it stands', '7bit', 'Good morning\r\n\r\nMaya', 'Good morning\n\nMaya\n'],
    ['in Base64', 'BASE64', Buffer.from('Grüße 🐙').toString('base64'), 'Grüße 🐙'],
    ['quoted', 'quoted-printable', 'Gr=C3=BC=C3=9Fe aus der =\r\nK=c3=bcche', 'Grüße aus der Küche\n'],
  ])('are read when their text is written %s', async (_, encoding, written, text) => {
    expect(await read('To: maya@lume.example', `Content-Transfer-Encoding: ${encoding}`, '', written)).toEqual({ id: '1', to: 'maya@lume.example', subject: '', text })
  })

  it.each([
    ['plain', 'Your invitation', 'Your invitation'],
    ['quoted', '=?UTF-8?Q?Best=C3=A4tige_deine?= =?UTF-8?Q?_Adresse?=', 'Bestätige deine Adresse'],
    ['in Base64', `=?utf-8?b?${Buffer.from('Größe').toString('base64')}?=`, 'Größe'],
    ['over two lines', 'Your\r\n invitation', 'Your invitation'],
  ])('have a subject that is %s', async (_, written, subject) => {
    expect((await read(`Subject: ${written}`, '', 'x'))?.subject).toBe(subject)
  })

  it('show what there is of one that was cut off', async () => {
    expect(await read('To: maya@lume.example')).toEqual({ id: '1', to: 'maya@lume.example', subject: '', text: '' })
    expect(await read('')).toEqual({ id: '1', to: '', subject: '', text: '' })
  })

  it('come the newest first, as many as are asked for, and nothing else that lies there', async () => {
    for (const name of ['1.eml', '3.eml', '2.eml', '4.eml.part']) await writeFile(join(directory, name), 'To: x\r\n\r\n')
    expect((await readMails(directory, 2)).map(({ id }) => id)).toEqual(['3', '2'])
  })

  it('are not taken for none when the folder cannot be read', async () => {
    await writeFile(join(directory, 'file'), '')
    await expect(readMails(join(directory, 'file'), 10)).rejects.toMatchObject({ code: 'ENOTDIR' })
  })
})
