export function findChrome(): string | undefined
export function findOrInstallChrome(): string | undefined
export const chromeMissing: string
