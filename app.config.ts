/** How Nuxt UI's components look here, beyond the tokens. Targets are 44 px high by default. */
export default defineAppConfig({
  ui: {
    button: {
      slots: { base: 'min-h-11 min-w-11 justify-center rounded-[var(--radius-m)] cursor-pointer' },
      variants: { size: { sm: { base: 'min-h-9 min-w-9 px-3 text-sm' }, lg: { base: 'px-4 text-[0.9375rem]' } } },
    },
    input: { slots: { root: 'w-full', base: 'min-h-11 rounded-[var(--radius-m)] text-base md:text-[0.9375rem]' } },
    textarea: { slots: { root: 'w-full', base: 'rounded-[var(--radius-m)] text-base md:text-[0.9375rem]' } },
    formField: { slots: { label: 'text-ink', error: 'text-[0.875rem]', help: 'text-[0.875rem]', container: 'mt-1.5' } },
  },
})
