//! The two ways in which keys are encrypted here: under a key that is known (XChaCha20-Poly1305), or to a public key
//! (HPKE of RFC 9180 in base mode: X25519, HKDF-SHA256, ChaCha20-Poly1305).

use super::error::CannotOpen;
use super::hex::{Bytes, Fixed};
use super::secret::DataKey;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::{Deserializable, Kem, OpModeR, OpModeS, Serializable};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use zeroize::{Zeroize, Zeroizing};

type PrivateKey = <X25519HkdfSha256 as Kem>::PrivateKey;
type PublicKey = <X25519HkdfSha256 as Kem>::PublicKey;
type EncappedKey = <X25519HkdfSha256 as Kem>::EncappedKey;

/// Bytes of a public key.
pub(super) const PUBLIC: usize = 32;

/// Bytes under a known key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Wrapped {
    nonce: Fixed<24>,
    bytes: Bytes,
}

impl Wrapped {
    /// Encrypts under the key. `context` is not kept, and must be the same again to unwrap.
    pub(super) fn new(
        key: &DataKey,
        plain: &[u8],
        context: &[u8],
    ) -> Result<Self, getrandom::Error> {
        let mut nonce = [0; 24];
        getrandom::fill(&mut nonce)?;
        let payload = Payload {
            msg: plain,
            aad: context,
        };
        let cipher = XChaCha20Poly1305::new(key.bytes().into());
        let bytes = cipher.encrypt(&XNonce::from(nonce), payload);
        // Only lengths beyond 256 GiB are refused; here are 32 bytes.
        let bytes = bytes.map_err(|_| getrandom::Error::UNEXPECTED)?;
        Ok(Self {
            nonce: Fixed(nonce),
            bytes: Bytes(bytes),
        })
    }

    /// `None` when key, context or content is another one.
    pub(super) fn unwrap(&self, key: &DataKey, context: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        let payload = Payload {
            msg: &self.bytes.0,
            aad: context,
        };
        let cipher = XChaCha20Poly1305::new(key.bytes().into());
        let plain = cipher.decrypt(&XNonce::from(self.nonce.0), payload);
        plain.ok().map(Zeroizing::new)
    }
}

/// A key that only the owner of a private key can read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sealed {
    encapped: Fixed<32>,
    bytes: Bytes,
}

impl Sealed {
    /// Encrypts to the public key; purpose and context must be the same again to open.
    pub(super) fn new(
        public: &[u8; PUBLIC],
        key: &DataKey,
        purpose: &[u8],
        context: &[u8],
    ) -> Result<Self, CannotOpen> {
        let public = PublicKey::from_bytes(public).map_err(|_| CannotOpen::Damaged)?;
        let (encapped, bytes) = hpke::single_shot_seal::<
            ChaCha20Poly1305,
            HkdfSha256,
            X25519HkdfSha256,
        >(&OpModeS::Base, &public, purpose, key.bytes(), context)
        // A public key without a shared secret (all zero, or of small order).
        .map_err(|_| CannotOpen::Damaged)?;
        Ok(Self {
            encapped: Fixed(encapped.to_bytes().into()),
            bytes: Bytes(bytes),
        })
    }

    /// `None` when private key, purpose, context or content is another one.
    pub(super) fn open(
        &self,
        private: &Private,
        purpose: &[u8],
        context: &[u8],
    ) -> Option<DataKey> {
        let encapped = EncappedKey::from_bytes(&self.encapped.0).ok()?;
        let plain = hpke::single_shot_open::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
            &OpModeR::Base,
            &private.0,
            &encapped,
            purpose,
            &self.bytes.0,
            context,
        );
        let plain = Zeroizing::new(plain.ok()?);
        DataKey::from_slice(&plain)
    }
}

/// The private key of a holder. The library wipes it when it is dropped.
pub(super) struct Private(PrivateKey);

impl Private {
    /// A new key.
    pub(super) fn random() -> Result<Self, getrandom::Error> {
        let mut seed = Zeroizing::new([0; 32]);
        getrandom::fill(seed.as_mut())?;
        let (private, _) = X25519HkdfSha256::derive_keypair(seed.as_ref());
        Ok(Self(private))
    }

    /// `None` unless these are the bytes of a private key.
    pub(super) fn from_slice(bytes: &[u8]) -> Option<Self> {
        PrivateKey::from_bytes(bytes).ok().map(Self)
    }

    /// The public key that belongs to it.
    pub(super) fn public(&self) -> [u8; PUBLIC] {
        X25519HkdfSha256::sk_to_pk(&self.0).to_bytes().into()
    }

    /// Its bytes, to be wrapped.
    pub(super) fn bytes(&self) -> Zeroizing<[u8; 32]> {
        let mut array = self.0.to_bytes();
        let bytes = Zeroizing::new(array.into());
        array.zeroize();
        bytes
    }
}

/// A key for one purpose from a key for all: SHA-256 over the label and the key.
pub(super) fn sub_key(key: &DataKey, label: &[u8]) -> DataKey {
    let digest = Sha256::new()
        .chain_update(label)
        .chain_update(key.bytes())
        .finalize();
    DataKey::from_array(digest.into())
}
