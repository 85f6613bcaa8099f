import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { createMailer } from '#server/infra/mailer.ts'

/** As much of a mail server (RFC 5321) as takes mails, and keeps what it was told. */
function createMailServer(answerToMail = '250 taken') {
  const told: string[] = []
  const server = createServer((socket) => {
    let inData = false
    socket.write('220 mail.example\r\n')
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      told.push(chunk)
      if (inData) {
        if (!chunk.endsWith('\r\n.\r\n')) return
        inData = false
        socket.write(`${answerToMail}\r\n`)
      }
      else if (chunk.startsWith('DATA')) {
        inData = true
        socket.write('354 go on\r\n')
      }
      else socket.write('250 well\r\n')
    })
  })
  return { server, told }
}

describe('mails through a mail server', () => {
  let open: ReturnType<typeof createMailServer>
  async function mailerTo(answer?: string) {
    open = createMailServer(answer)
    await once(open.server.listen(0, '127.0.0.1'), 'listening')
    const { port } = open.server.address() as AddressInfo
    return createMailer({ smtpUrl: `smtp://127.0.0.1:${port}`, directory: '/nowhere', from: 'Parley <no-reply@parley.example>' })
  }
  afterEach(() => open.server.close())

  it('are handed over to it, for one person each', async () => {
    const mailer = await mailerTo()
    await mailer.send({ to: 'maya@lume.example', subject: 'Your invitation', text: 'Come in' })
    const words = open.told.join('')
    expect(words).toContain('RCPT TO:<maya@lume.example>')
    expect(words.match(/RCPT TO/g)).toHaveLength(1)
    expect(words).toMatch(/From: Parley <no-reply@parley.example>[^]*Subject: Your invitation[^]*Come in/)
  })

  it('[S-30] with a line break in the subject or the address reach nobody else', async () => {
    const mailer = await mailerTo()
    await mailer.send({ to: 'maya@lume.example', subject: 'Hello\r\nBcc: eve@evil.example', text: 'text' })
    expect(open.told.join('')).toContain('Subject: Hello Bcc: eve@evil.example')
    await mailer.send({ to: 'maya@lume.example\r\nRCPT TO:<eve@evil.example>', subject: 'Hello', text: 'text' }).catch((error: unknown) => error)
    expect(open.told.join('')).not.toMatch(/^(?:RCPT TO:<eve|Bcc:)/im)
  })

  it('count as sent only when it has taken them', async () => {
    const mailer = await mailerTo('452 the disk is full')
    await expect(mailer.send({ to: 'maya@lume.example', subject: 'Your invitation', text: 'Come in' })).rejects.toThrow('the disk is full')
  })
})
