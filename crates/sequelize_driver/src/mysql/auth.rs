//! How a password is proved. MySQL manual, "Pluggable authentication"; MariaDB manual, "Authentication plugins".

use aws_lc_rs::digest::{SHA1_FOR_LEGACY_USE_ONLY, SHA256, digest};
use aws_lc_rs::rsa::{OAEP_SHA1_MGF1SHA1, OaepPublicEncryptingKey, PublicEncryptingKey};
use tokio_rustls::rustls::pki_types::SubjectPublicKeyInfoDer;
use tokio_rustls::rustls::pki_types::pem::PemObject;

/// Ways to prove a password that are there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Plugin {
    Native,
    CachingSha2,
    Sha256,
    /// The password itself: only where nobody listens.
    Clear,
}

impl Plugin {
    pub(super) fn by_name(name: &str) -> Option<Self> {
        Some(match name {
            "" | "mysql_native_password" => Self::Native,
            "caching_sha2_password" => Self::CachingSha2,
            "sha256_password" => Self::Sha256,
            "mysql_clear_password" => Self::Clear,
            _ => return None,
        })
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Native => "mysql_native_password",
            Self::CachingSha2 => "caching_sha2_password",
            Self::Sha256 => "sha256_password",
            Self::Clear => "mysql_clear_password",
        }
    }

    /// The first answer to the server's `seed`. `is_private`: the connection is encrypted or within the machine.
    pub(super) fn first_answer(self, password: &str, seed: &[u8], is_private: bool) -> Vec<u8> {
        match self {
            _ if password.is_empty() => match self {
                Self::Sha256 | Self::Clear => vec![0],
                _ => Vec::new(),
            },
            Self::Native => native(password, seed),
            Self::CachingSha2 => caching_sha2(password, seed),
            Self::Sha256 if !is_private => vec![ASK_SHA256_KEY],
            Self::Sha256 | Self::Clear => with_zero(password),
        }
    }
}

/// What a client sends to be told the server's public key.
pub(super) const ASK_CACHING_KEY: u8 = 2;
const ASK_SHA256_KEY: u8 = 1;

pub(super) fn with_zero(password: &str) -> Vec<u8> {
    let mut bytes = password.as_bytes().to_vec();
    bytes.push(0);
    bytes
}

/// `SHA1(password) ^ SHA1(seed + SHA1(SHA1(password)))`.
fn native(password: &str, seed: &[u8]) -> Vec<u8> {
    let sha1 = |bytes: &[u8]| digest(&SHA1_FOR_LEGACY_USE_ONLY, bytes);
    let once = sha1(password.as_bytes());
    let twice = sha1(once.as_ref());
    let mask = sha1(&[seed, twice.as_ref()].concat());
    exclusive_or(once.as_ref(), mask.as_ref())
}

/// `SHA256(password) ^ SHA256(SHA256(SHA256(password)) + seed)`.
fn caching_sha2(password: &str, seed: &[u8]) -> Vec<u8> {
    let sha256 = |bytes: &[u8]| digest(&SHA256, bytes);
    let once = sha256(password.as_bytes());
    let twice = sha256(once.as_ref());
    let mask = sha256(&[twice.as_ref(), seed].concat());
    exclusive_or(once.as_ref(), mask.as_ref())
}

fn exclusive_or(bytes: &[u8], mask: &[u8]) -> Vec<u8> {
    bytes.iter().zip(mask.iter().cycle()).map(|(byte, mask)| byte ^ mask).collect()
}

/// The password for the server's RSA key, given as PEM. `None` if that is no key.
pub(super) fn encrypt(password: &str, seed: &[u8], pem: &[u8]) -> Option<Vec<u8>> {
    let key = SubjectPublicKeyInfoDer::from_pem_slice(pem).ok()?;
    let key = OaepPublicEncryptingKey::new(PublicEncryptingKey::from_der(key.as_ref()).ok()?).ok()?;
    let masked = exclusive_or(&with_zero(password), seed);
    let mut out = vec![0; key.ciphertext_size()];
    let length = key.encrypt(&OAEP_SHA1_MGF1SHA1, &masked, &mut out, None).ok()?.len();
    out.truncate(length);
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    #[test]
    fn passwords_are_scrambled_as_servers_expect() {
        let seed: Vec<u8> = (1..=20).collect();
        // Computed with Python's hashlib from the formulas above.
        assert_eq!(hex(&native("secret", &seed)), NATIVE);
        assert_eq!(hex(&caching_sha2("secret", &seed)), CACHING);
        assert!(Plugin::Native.first_answer("", &seed, true).is_empty());
    }

    const NATIVE: &str = "b32bb3a583e1340c0a1108d58b1be49781ad8c2f";
    const CACHING: &str = "746ebe205d56a0707acb3e796e834e0dd7b1d61743b26bd5202c7a623230c7c9";
}
