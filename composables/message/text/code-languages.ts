/** Languages that code is coloured in, by the names of their grammars. */
export const CODE_LANGUAGES = [
  'bash', 'cpp', 'csharp', 'css', 'diff', 'go', 'java', 'javascript', 'json', 'php', 'python', 'rust', 'sql', 'typescript', 'xml', 'yaml',
] as const

export type CodeLanguage = (typeof CODE_LANGUAGES)[number]

/** What people write behind the backticks, besides the names above. */
const aliases = new Map<string, CodeLanguage>(Object.entries({
  'c': 'cpp', 'c++': 'cpp', 'h': 'cpp', 'cs': 'csharp', 'c#': 'csharp', 'golang': 'go', 'html': 'xml', 'htm': 'xml',
  'js': 'javascript', 'jsx': 'javascript', 'mjs': 'javascript', 'json5': 'json', 'patch': 'diff', 'py': 'python',
  'rs': 'rust', 'scss': 'css', 'sh': 'bash', 'shell': 'bash', 'zsh': 'bash', 'svg': 'xml', 'ts': 'typescript',
  'tsx': 'typescript', 'vue': 'xml', 'yml': 'yaml',
} satisfies Record<string, CodeLanguage>))

/** The language that is meant by what stands behind the backticks; undefined when it is none of ours. Pure. */
export function codeLanguage(written: string): CodeLanguage | undefined {
  const name = written.toLowerCase()
  return CODE_LANGUAGES.find(language => language === name) ?? aliases.get(name)
}
