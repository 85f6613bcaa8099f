/** The page's only style sheet. Its hash is in the page's content security policy. */
export const STYLE = `
:root { color-scheme: light dark; --line: light-dark(#dfdad0, #34474b); --soft: light-dark(#4c5b5d, #b6c0bf); --link: light-dark(#0b5f66, #7fd6d3); }
body { margin: 0 auto; padding: 2rem 1rem 4rem; max-inline-size: 60rem; background: light-dark(#fbf9f4, #10191b); color: light-dark(#16262a, #efede6); font: 1rem/1.55 system-ui, sans-serif; }
h1, h2, h3 { line-height: 1.2; text-wrap: balance; }
h2 { margin-block-start: 3rem; padding-block-end: 0.5rem; border-block-end: 1px solid var(--line); text-transform: capitalize; }
h3 { margin-block: 2rem 0.25rem; font-size: 1rem; font-weight: 400; }
p { margin-block: 0.25rem; color: var(--soft); }
a { color: var(--link); text-underline-offset: 0.2em; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
:target { scroll-margin-block-start: 1rem; border-inline-start: 3px solid var(--link); padding-inline-start: 0.75rem; }
code { font: 0.9375em ui-monospace, monospace; overflow-wrap: anywhere; }
nav ul { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; padding: 0; list-style: none; }
nav a { display: inline-block; padding-block: 0.625rem; }
dl { margin-block: 0.5rem; }
dl div { display: grid; grid-template-columns: minmax(6rem, 12rem) 1fr; gap: 1rem; padding-block: 0.25rem; border-block-start: 1px solid var(--line); }
dt { overflow-wrap: anywhere; color: var(--soft); }
dd { margin: 0; min-inline-size: 0; overflow-wrap: anywhere; }
@media (max-width: 40rem) { dl div { grid-template-columns: 1fr; gap: 0; } }
`
