// fhirclient's FHIR client sends the token to any absolute address it meets, so it is never used; without it the launch
// page is 4 kB lighter. All that is kept is the state, from which smart.ts takes the token response.
exports.default = function client(_adapter, state) {
  return { state }
}
