import type { Message } from '#shared/types.ts'

/**
 * Where a preview leads: the name that the page gives itself, and always the host, since a page may
 * call itself anything. Pure.
 */
export function linkPreviewSource({ siteName, url }: Pick<NonNullable<Message['preview']>, 'siteName' | 'url'>): string {
  const host = URL.parse(url)?.hostname.replace(/^www\./, '') ?? ''
  return siteName === '' || siteName.toLowerCase() === host ? host : `${siteName} · ${host}`
}
