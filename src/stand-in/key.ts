/**
 * The stand-in's own RSA key, fixed so that a token signed before a page load verifies after it. It signs id_tokens of
 * invented people; nothing trusts it but tests and the demo.
 */
const pair = {
  kty: 'RSA',
  e: 'AQAB',
  n: 'tPPiPOxmCsZFKYQNvtbbix-Y98IyNPlE_YsmhDARBEKPMKNEpZGoifW4riz2fjGDLqgrYLSbWS__1i5O-Eln-MmtoULmaTy8jPcljjKb3Zn6hutC7Z87Fsi9d213L6RWm7WYW_M4kqHqwFmSn9Cut2hs0yOjkdjbDT5fOUtQtWcvkngG8yTwGCbs57gQlGW-2BrYtsVz2U9Y7JQnhwTcyu5JmOUZsI0Ysmd4O9hsed6es5XKPimZ6tpIWZN5oV6rJTwLSZrD_CT1tX-PN5lOxXWwVKdw4b97xD0ILebBTOfQ0QbXdpS0Sr-Zf8A7vRjj2llN8YWYSsUx_SHalHsXFQ',
  d: 'JovHNzQiXowywm-7X9o0BTRTaP-oo0kwLZRdPY5hqZcmGnXFE0HudYju8MdqMKKKb79qEh0W9I45gN33e4NjjwcjIfV20JccESk6ikp0kmWRDPmDlcu0Ehvr5EtgtrjarCuoS3oJpI6yS4wpJDsXZMFtYSK33sMjknQlY7aL-EApcw1Y__jZA0njNLgM5Qwj9g94XnqtxGuVy3ehtwYIL7wq85jg6YP0IEHcT2YNen_6S5MOVMEDl3AJtrBfifYJVkTnyXFQpQBTEikMLGqYFd1uY75jSh6saRXT5etZviUSWH_SqOIPh-dsZjhJxntAs_E_Wv7SM72r6iuTkCpzcQ',
  p: '5DNBhmWh2tVTG1fXxAdVpe9w7RLYeELQmOLTyg6pECbUCRuDfwFOd7KILWxAhmbWsHevjfDBfKUMVjtsy_zGt_nYEUZVi_EzCqZCkNwrq9vVVDUWyAfYa05-cfCwAQO3ouvq73-YX_R40rgEhnA-5PmHCzqqnlfAx_bLQkls0-k',
  q: 'yv8ljrG7NtpORrV48BnZGA1ufXXvO9cqM43M_ww6Ltekg0wjn5wvcWHnjVDrtlmj4ETg1j-vF6Ao7vWmtyK3mEiR9O1KhE_EGcr04nUWLQWZkgEzzFDP_scj2xLJHiC9OyuDN2YbSN4aUikaBuf1V7EsIIKunUxVBdKZa-TOSk0',
  dp: 'nHlw8sD5rN4d8F_ZeXc2CWQX4NfNSxk1g7_1TVWkI4kcV2pgTlQNBBKNQeg6jm4xxCstW3y8j8V0oiR5Q55-fGR6_c1ml2C6iRDcEAyIfX1t2CHXDy4h_eKC3YoWhXuRDcwK-lJZn2I4_vRjVfPdjJB1QwPlPlIZxIO7eCZ00xE',
  dq: 'N9f7EAdK1ms173PK4lpqA5jmVXNVLeQiQu52f49wjiRaqJgQkL8ZuhpR5ell_tMoJvEr3STF2T0BJcPEaksNsMH-DSAeSMncy6-usIG_aQFKXwUfp8xve8pyzbicRUKCbD2rKllXljMrkICoHVBAiTA_UG5C9Rjjpudpt2nJal0',
  qi: 'QYLILJowNOg209oFpfMCc1IEWHzuBkI_NFQhIGwbC4wQxW3fWAkGJz87HJImDDYJQ5_gKlfNped8pGU9-PtgPWM6qQ7KwYvST2E5qtdVfPNL3Q1AnsVTi8sfeozu1yrQ01JZ-EsbuaqkHRNzwScLHW_gYFdFFEjr40vkejp3yCc',
}

export const keyId = 'stand-in-1'

export const publicKey = { kty: pair.kty, e: pair.e, n: pair.n, alg: 'RS256', use: 'sig', kid: keyId }

const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }

let imported: Promise<CryptoKey> | undefined

export async function sign(data: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  imported ??= crypto.subtle.importKey('jwk', { ...pair, alg: 'RS256' }, algorithm, false, ['sign'])
  return new Uint8Array(await crypto.subtle.sign(algorithm, await imported, data))
}
