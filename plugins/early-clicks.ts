declare global {
  interface Window {
    earlyClicks?: { last?: HTMLElement, keep: (event: Event) => void }
  }
}

/**
 * Runs in the page's head, before any other script: keeps the last button that was pressed in vain.
 * A link has done its work, and so has a button that is alive already: Vue keeps an element's
 * listeners on it, under the symbol `_vei`.
 */
const KEEP_CLICKS = `
window.earlyClicks = { keep: ({ target }) => {
  const pressed = target.closest('a, button')
  if (!pressed) return
  const isHeard = pressed.localName === 'a' || Object.getOwnPropertySymbols(pressed).some(({ description }) => description === '_vei')
  earlyClicks.last = isHeard ? undefined : pressed
} }
addEventListener('click', earlyClicks.keep, true)`

/**
 * A page from the server can be pressed before it is alive. A link works then, and a form waits
 * (`useForm`); any other button would swallow the click, so it is pressed once as soon as it can do something.
 */
export default defineNuxtPlugin({
  name: 'early-clicks',
  setup(nuxtApp) {
    if (import.meta.server) useHead({ script: [{ innerHTML: KEEP_CLICKS }] })
    else nuxtApp.hooks.hookOnce('app:suspense:resolve', repeatLast)
  },
})

function repeatLast(): void {
  const { earlyClicks } = window
  if (!earlyClicks) return
  removeEventListener('click', earlyClicks.keep, true)
  earlyClicks.last?.click()
}
