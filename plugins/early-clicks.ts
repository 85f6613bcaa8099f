declare global {
  interface Window {
    earlyClicks?: { last?: HTMLElement, keep: (event: Event) => void }
  }
}

/** Runs in the page's head, before any other script: keeps the last button that was pressed. */
const KEEP_CLICKS = `
window.earlyClicks = { keep: event => { earlyClicks.last = event.target.closest('button') ?? earlyClicks.last } }
addEventListener('click', earlyClicks.keep, true)`

/**
 * A page from the server can be pressed before it is alive. A link works then, and a form waits
 * (`useForm`); any other button would swallow the click, so it is pressed again as soon as it can do something.
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
