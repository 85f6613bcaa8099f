import { describe, expect, it } from 'vitest'
import { renderMails } from '#server/utils/render-mails.ts'

describe('the page of written mails', () => {
  it('[S-22] shows what strangers wrote as text, and links to the web only', () => {
    const page = renderMails([{
      id: 'one', to: '"><script>alert(1)</script>', subject: '<img src=x onerror=alert(1)>', text: 'https://parley.example/verify#token=abc javascript:alert(1) <b>',
    }])
    expect(page).not.toMatch(/<script|<img|<b>|href="javascript/)
    expect(page).toContain('<a href="https://parley.example/verify#token=abc">')
  })
})
