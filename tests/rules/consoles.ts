/** Every file of the build in which a library speaks to the console: how often it is written there, and why it may be. */
export const consoles: Readonly<Record<string, { readonly calls: number; readonly why: string }>> = {
  index: { calls: 1, why: 'fhirclient: that a frame was found, in fixed words' },
  react: {
    calls: 6,
    why: 'React and its scheduler: what it caught, where no handler is given (App.tsx gives all three), a frame rate, a developer tool that throws',
  },
  sheet: {
    calls: 5,
    why: 'React Router: a warning, and errors of its own boundary and of lazy routes, which we do not use',
  },
  'safe-html': { calls: 3, why: 'DOMPurify: that a policy could not be made, or its settings, in fixed words' },
}

/** `assets/sheet-wmKPVGsI.js` → `sheet` */
export const chunkOf = (file: string): string => /([^/]+)-[\w-]{8}\.js$/.exec(file)?.[1] ?? file

export const consolesIn = (text: string): number => [...text.matchAll(/\bconsole(?:\?\.|\.|\[)/g)].length
