import { LinkifyIt } from 'linkify-it'
import { describe, expect, it } from 'vitest'
import { NAME_IN_MAIL_MAX_LENGTH, nameInMail } from '#server/domain/mail/name-in-mail.ts'

/** Stricter than any mail program: every word with a dot is a link to it. */
const linkify = new LinkifyIt({ fuzzyIP: true, fuzzyLink: true, fuzzyEmail: true }).tlds(['bakery', 'рф', 'click', 'zip', 'dev', 'example'], true)

describe('a name in a mail', () => {
  it.each([
    'Lena Costa', 'Zoë Ångström-O\'Neill', 'María José', '王小明', 'مريم', 'Maya\'s bakery', 'Website 2.0', 'v2.1', 'Müller & Söhne', 'Team 10:30', '🧁 Cakes', 'Re: Shop front',
  ])('stays as it is: %s', name => expect(nameInMail(name)).toBe(name))

  it.each([
    ['a domain', 'example.com redesign', 'example. com redesign'],
    ['initials', 'J.R.R. Tolkien', 'J. R. R. Tolkien'],
    ['a company', 'Müller GmbH & Co.KG', 'Müller GmbH & Co. KG'],
    ['a domain with foreign dots', 'evil。com evil．com evil｡com', 'evil. com evil. com evil. com'],
    ['a domain behind a letter that is not seen', 'evil.\u200Dcom', 'evil. com'],
    ['an address of the web', 'log in at https://evil.example/login now', 'log in at … now'],
    ['an address without a scheme', 'www.evil.example evil.example/login', '… …'],
    ['an address in wide letters', 'ｈｔｔｐｓ：／／ｅｖｉｌ．ｃｏｍ', '…'],
    ['an e-mail address', 'Support (help@evil.example)', 'Support …'],
    ['another scheme', 'mailto:eve tel:110 javascript:alert(1)', '… … …'],
    ['a folder of a network', '\\\\evil\\share', '…'],
    ['a name with a port', 'evil:8080', 'evil: 8080'],
    ['line breaks and tabs', 'Lena\r\nBcc: all\tof\u2028you\0', 'Lena Bcc: all of you'],
    ['marks of direction', '\u202Egnp.exe\u202C Lena\u2066', 'gnp. exe Lena'],
    ['quotation marks', 'Lena” from “Parley" «x» ‟y„', 'Lena\' from \'Parley\' \'x\' \'y\''],
    ['a half character', 'Lena \uD83D', 'Lena'],
    ['nothing that is seen', '\u200B\u00AD \n', '…'],
  ])('is made safe: %s', (_case, name, shown) => expect(nameInMail(name)).toBe(shown))

  it('[S-30] holds nothing that a mail program makes a link of, nor a control character', () => {
    expect(['evil.com', 'a@evil.com', '1.2.3.4', 'https://evil'].every(text => linkify.test(text))).toBe(true)
    const parts = ['evil', '.', 'com', '@', '://', 'https', 'www.', '/', ':', ' ', '\u200D', '．', '-', '1', 'Ä', '\n', 'mailto:', '…', '\\\\', '..']
    for (const a of parts) for (const b of parts) for (const c of parts) for (const d of parts) {
      const shown = nameInMail(`x${a}${b}${c}${d}dev`)
      if (linkify.test(shown) || /\p{Cc}|\p{Cf}/u.test(shown)) expect.fail(JSON.stringify([a, b, c, d, shown]))
    }
  })

  it('[S-45] is as short as a subject should be, whatever its length and shape', () => {
    for (const shape of ['a', '🐙', '.', 'a.', '@', 'a@', '://', ' ', '\u202E', '"', 'ﷺ', 'a.a/']) {
      const shown = nameInMail(shape.repeat(1_000_000 / shape.length))
      expect([shape, [...shown].length <= NAME_IN_MAIL_MAX_LENGTH, shown.isWellFormed()]).toEqual([shape, true, true])
    }
    expect(nameInMail('a'.repeat(80))).toBe(`${'a'.repeat(NAME_IN_MAIL_MAX_LENGTH - 1)}…`)
  })
})
