/**
 * After navigation the focus moves to the heading of the page, as after a page load; otherwise a
 * screen reader stays on a link that is gone. A page that sets the focus itself declares
 * `definePageMeta({ ownFocus: true })`.
 */
export function useRouteFocus() {
  const nuxtApp = useNuxtApp()
  const route = useRoute()
  let path = route.path

  nuxtApp.hook('page:finish', () => {
    if (route.path === path) return
    path = route.path
    if (!route.meta.ownFocus) void nextTick(focusHeading)
  })
}

function focusHeading() {
  const heading = document.querySelector<HTMLElement>('#main h1') ?? document.querySelector<HTMLElement>('#main')
  if (!heading) return
  heading.tabIndex = -1
  heading.focus({ preventScroll: true })
}
