/** The title of the tab: unread messages first, since a tab shows only its beginning. Pure. */
export function tabTitle(unread: number, title: string | undefined): string {
  const name = title ? `${title} · Parley` : 'Parley'
  return unread > 0 ? `(${unread}) ${name}` : name
}
