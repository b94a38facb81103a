import type { ComponentPropsWithRef } from 'react'

export type ButtonProps = ComponentPropsWithRef<'button'> & {
  readonly variant?: 'primary' | 'plain' | 'link'
  /** Looks and acts dead, but can still be reached and read: for an action that is not possible yet. */
  readonly unavailable?: boolean | undefined
}

export function Button({ variant = 'plain', unavailable, className, onClick, ...rest }: ButtonProps) {
  const classes = ['btn', variant === 'plain' ? '' : variant, className ?? ''].filter(Boolean).join(' ')
  return (
    <button
      type="button"
      {...rest}
      className={classes}
      aria-disabled={unavailable || undefined}
      onClick={(event) => {
        if (unavailable) event.preventDefault()
        else onClick?.(event)
      }}
    />
  )
}
