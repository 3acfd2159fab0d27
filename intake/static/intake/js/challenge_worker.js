// Tries numbers until the key derived from one begins as the challenge says (ALTCHA, PBKDF2).

const MOST = 100_000;

const bytes = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
const hex = (buffer) => Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");

async function derive({ algorithm, cost, keyLength, nonce, salt }, counter) {
  const start = bytes(nonce);
  const password = new Uint8Array(start.length + 4);
  password.set(start);
  new DataView(password.buffer).setUint32(start.length, counter);
  const key = await crypto.subtle.importKey("raw", password, "PBKDF2", false, ["deriveBits"]);
  const how = { name: "PBKDF2", hash: algorithm.split("/")[1], salt: bytes(salt), iterations: cost };
  return hex(await crypto.subtle.deriveBits(how, key, keyLength * 8));
}

self.addEventListener("message", async ({ data: parameters }) => {
  try {
    for (let counter = 0; counter < MOST; counter += 1) {
      const derivedKey = await derive(parameters, counter);
      if (derivedKey.startsWith(parameters.keyPrefix)) {
        self.postMessage({ counter, derivedKey });
        return;
      }
    }
  } catch {
    // no cryptography here, as on an address without HTTPS
  }
  self.postMessage(null);
});
