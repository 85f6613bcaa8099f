import type { Shortcut } from './shortcuts'

const SIGNS: Record<string, string> = { ArrowUp: '↑', ArrowDown: '↓', Escape: 'Esc' }

/** The key labels of this device. Only for components that are never rendered on the server. */
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
