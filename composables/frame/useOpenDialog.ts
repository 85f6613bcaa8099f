import { isPressed, isWriting, shortcuts } from './shortcuts'

export type DialogName = 'create' | 'switcher' | 'keys'

/** The dialog of the messenger that somebody asked for, by a button or by a key from anywhere. */
export function useOpenDialog() {
  const asked = ref<DialogName>()

  useEventListener('keydown', (event: KeyboardEvent) => {
    // A dialog that is open wants to be answered first.
    if (event.defaultPrevented || document.querySelector('dialog[open]')) return
    if (isPressed(event, shortcuts.jump)) asked.value = 'switcher'
    else if (isPressed(event, shortcuts.keys) && !isWriting(event)) asked.value = 'keys'
    else return
    event.preventDefault()
  })

  /** Only the one that is shown: choosing in a dialog may have opened the next. */
  function close(dialog: DialogName): void {
    if (asked.value === dialog) asked.value = undefined
  }

  return { asked, close }
}
