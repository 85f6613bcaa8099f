/**
 * After a change of screen the focus goes to its heading, as a page load would do it; otherwise a
 * screen reader stays silent on a link that is gone. A screen that places the focus itself says
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
