import withNuxt from './.nuxt/eslint.config.mjs'
import { functionSize } from './config/eslint/function-size.mjs'
import { importDirections } from './config/eslint/import-directions.mjs'
import { restrictedSyntax } from './config/eslint/restricted-syntax.mjs'

/** Attributes whose value a person reads or hears. */
const spokenAttributes = [
  'title', 'label', 'placeholder', 'description', 'alt',
  'aria-label', 'aria-description', 'aria-placeholder', 'aria-roledescription', 'aria-valuetext',
]

export default withNuxt(
  { name: 'parley/ignored', ignores: ['generated/**', 'coverage/**', 'playwright-report/**', 'test-results/**', 'prisma/migrations/**'] },
  { name: 'parley/unused-directives', linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    name: 'parley/code',
    files: ['**/*.{ts,mjs,vue}'],
    plugins: { parley: functionSize },
    rules: {
      'no-console': 'error',
      'no-empty': ['error', { allowEmptyCatch: false }],
      'eqeqeq': ['error', 'always'],
      // Control characters are named where they are refused.
      'no-control-regex': 'off',
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
      'parley/max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true }],
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'], location: 'anywhere' }],
      'import/newline-after-import': 'off',
      'nuxt/nuxt-config-keys-order': 'off',
    },
  },
  {
    name: 'parley/types',
    files: ['**/*.{ts,vue}'],
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/ban-ts-comment': 'error',
    },
  },
  {
    name: 'parley/promises',
    files: ['server/**/*.ts', 'client/**/*.ts', 'stores/**/*.ts', 'composables/**/*.ts', 'layers/*/server/**/*.ts', 'tests/**/*.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
    },
  },
  {
    name: 'parley/templates',
    files: ['**/*.vue'],
    rules: {
      'vue/no-v-html': 'error',
      'vue/no-bare-strings-in-template': ['error', {
        allowlist: ['Parley', '(', ')', ',', '.', '&', '+', '-', '=', '*', '/', '#', '%', '!', '?', ':', '[', ']', '{', '}', '<', '>', '·', '•', '–', '—', '−', '|', '@', '⌘', '…'],
        attributes: { '/.+/': spokenAttributes },
        directives: ['v-text'],
      }],
      'vue/multi-word-component-names': 'off',
      // One element a line reads well with its attributes and its text beside it.
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
    },
  },
  // The one door for markup that was not written here: it sanitises what it shows.
  { name: 'parley/sanitised-html', files: ['components/base/SanitisedHtml.vue'], rules: { 'vue/no-v-html': 'off' } },
  { name: 'parley/printing', files: ['scripts/**', 'tests/**', 'prisma/seed.ts', 'config/**'], rules: { 'no-console': 'off' } },
  ...restrictedSyntax,
  ...importDirections,
)
