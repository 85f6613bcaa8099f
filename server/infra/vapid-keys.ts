import { createECDH } from 'node:crypto'

/** The curve of VAPID keys (RFC 8292): a public key of 65 bytes, a private one of 32. */
const CURVE = 'prime256v1'

export interface VapidKeys {
  vapidPublicKey: string
  vapidPrivateKey: string
}

/** Creates the keys that identify this installation to push services, in base64url as browsers expect. */
export function makeVapidKeys(): VapidKeys {
  const keys = createECDH(CURVE)
  keys.generateKeys()
  // One in 256 private keys is a byte shorter and needs padding.
  const privateKey = Buffer.from(keys.getPrivateKey('hex').padStart(64, '0'), 'hex')
  return { vapidPublicKey: keys.getPublicKey('base64url'), vapidPrivateKey: privateKey.toString('base64url') }
}

/** Whether the private key belongs to the public key. */
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
