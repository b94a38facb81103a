// fhirclient's FHIR client sends the token to any absolute address it meets, so it is never used; without it the launch
// page is 4 kB lighter. All that is kept is the state, from which callback.ts takes the token response.
class Client {
  constructor(_adapter, state) {
    this.state = state
  }
}
module.exports = { __esModule: true, default: Client }
