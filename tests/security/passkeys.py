"""An authenticator of its own, as a browser and a security key would be together (WebAuthn level 2, ES256)."""

import json
import secrets
from base64 import urlsafe_b64encode
from hashlib import sha256

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

PRESENT, VERIFIED, WITH_KEY = 0x01, 0x04, 0x40


def base64url(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


class Authenticator:
    """Holds one passkey for one origin."""

    def __init__(self, origin: str):
        self.origin = origin
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = secrets.token_bytes(32)
        self.count = 0

    def made(self, options: dict) -> dict:
        """The answer to `navigator.credentials.create()` with these options."""
        public = self.key.public_key().public_numbers()
        cose = {1: 2, 3: -7, -1: 1, -2: public.x.to_bytes(32, "big"), -3: public.y.to_bytes(32, "big")}
        credential = bytes(16) + len(self.id).to_bytes(2, "big") + self.id + cbor2.dumps(cose)
        data = self._data(options["rp"]["id"], PRESENT | VERIFIED | WITH_KEY) + credential
        attestation = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        client = self._client("webauthn.create", options["challenge"], self.origin)
        return self._answer({"clientDataJSON": base64url(client), "attestationObject": base64url(attestation)})

    def signed(self, options: dict, *, origin: str = "", challenge: str = "") -> dict:
        """The answer to `navigator.credentials.get()`, also one for another origin or challenge."""
        client = self._client("webauthn.get", challenge or options["challenge"], origin or self.origin)
        data = self._data(options["rpId"], PRESENT | VERIFIED)
        signature = self.key.sign(data + sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        names = {"clientDataJSON": client, "authenticatorData": data, "signature": signature}
        return self._answer({name: base64url(value) for name, value in names.items()})

    def _answer(self, response: dict) -> dict:
        own = base64url(self.id)
        return {"id": own, "rawId": own, "type": "public-key", "clientExtensionResults": {}, "response": response}

    def _client(self, kind: str, challenge: str, origin: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": origin}).encode()

    def _data(self, host: str, flags: int) -> bytes:
        self.count += 1
        return sha256(host.encode()).digest() + bytes([flags]) + self.count.to_bytes(4, "big")
