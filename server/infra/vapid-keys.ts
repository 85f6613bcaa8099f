import { createECDH } from 'node:crypto'

/** The curve of VAPID keys (RFC 8292): a public key of 65 bytes, a private one of 32. */
const CURVE = 'prime256v1'

export interface VapidKeys {
  vapidPublicKey: string
  vapidPrivateKey: string
}

/** Makes the keys by which push services know this installation; base64url, as browsers want them. */
export function makeVapidKeys(): VapidKeys {
  const keys = createECDH(CURVE)
  keys.generateKeys()
  // The private key of one in 256 pairs is a byte shorter unless it is padded.
  const privateKey = Buffer.from(keys.getPrivateKey('hex').padStart(64, '0'), 'hex')
  return { vapidPublicKey: keys.getPublicKey('base64url'), vapidPrivateKey: privateKey.toString('base64url') }
}

/** Does this private key belong to this public one? */
export function isVapidPair(publicKey: string, privateKey: string): boolean {
  try {
    const keys = createECDH(CURVE)
    keys.setPrivateKey(privateKey, 'base64url')
    return keys.getPublicKey('base64url') === publicKey.replace(/=+$/, '')
  }
  catch {
    return false
  }
}
