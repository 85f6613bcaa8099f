import { isPressed, isWriting, shortcuts } from './shortcuts'

export type DialogName = 'create' | 'switcher' | 'keys'

/** The global dialog that is open in the messenger, opened by a button or a shortcut. */
export function useOpenDialog() {
  const openDialog = ref<DialogName>()

  useEventListener('keydown', (event: KeyboardEvent) => {
    // Another dialog is open.
    if (event.defaultPrevented || document.querySelector('dialog[open]')) return
    if (isPressed(event, shortcuts.jump)) openDialog.value = 'switcher'
    else if (isPressed(event, shortcuts.keys) && !isWriting(event)) openDialog.value = 'keys'
    else return
    event.preventDefault()
  })

  /** Closes only this dialog: a choice in it may have opened the next one. */
  function close(dialog: DialogName): void {
    if (openDialog.value === dialog) openDialog.value = undefined
  }

  return { openDialog, close }
}
