import { Button } from '#ui/Button.tsx'
import { Page } from './Page.tsx'

export function WrongPatientPage({ onSignOut }: { readonly onSignOut: () => void }) {
  return (
    <Page title="Stopped: another patient">
      <p role="alert">
        Epic answered with another patient than the one this sheet was opened for. Nothing is shown, and no note can be
        filed from here.
      </p>
      <p>Close this, open the chart you want in Epic, and start HealthPrep from there. Tell IT the code.</p>
      <p>
        <Button variant="primary" onClick={onSignOut}>
          Sign out
        </Button>
      </p>
      <p className="quiet">
        Code for IT: <code>wrong-patient</code>
      </p>
    </Page>
  )
}
