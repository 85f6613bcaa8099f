import type { Shortcut } from './shortcuts'

const SIGNS: Record<string, string> = { ArrowUp: '↑', ArrowDown: '↓', Escape: 'Esc' }

/** What is written on the keys of this device. For what is opened by hand: the server knows no keyboard. */
export function useKeyNames() {
  const { t } = useI18n()
  const isMac = /Mac|iPhone|iPad/.test(navigator.platform)

  /** The keys of a shortcut in the order in which they are pressed. */
  function keysOf({ key, mod, alt, shift }: Shortcut): string[] {
    return [
      ...mod ? [isMac ? '⌘' : t('messaging.format.control')] : [],
      ...alt ? [isMac ? '⌥' : 'Alt'] : [],
      ...shift ? [isMac ? '⇧' : t('messaging.format.shift')] : [],
      SIGNS[key] ?? (key.length === 1 ? key.toUpperCase() : key),
    ]
  }

  return { keysOf }
}
