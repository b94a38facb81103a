import { Component, type ReactNode } from 'react'

type Props = {
  /** Drawn in place of what fell over; `retry` draws the children anew. */
  readonly renderFallen: (thrown: unknown, retry: () => void) => ReactNode
  readonly children: ReactNode
}
type State = { readonly fallen: boolean; readonly thrown: unknown }

const STANDING: State = { fallen: false, thrown: undefined }

export class ErrorBoundary extends Component<Props, State> {
  override state: State = STANDING

  static getDerivedStateFromError(thrown: unknown): State {
    return { fallen: true, thrown }
  }

  readonly retry = (): void => this.setState(STANDING)

  override render(): ReactNode {
    return this.state.fallen ? this.props.renderFallen(this.state.thrown, this.retry) : this.props.children
  }
}
