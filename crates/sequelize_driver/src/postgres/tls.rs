//! TLS as Node.js' options ask for it. Without `ca` the authorities are Mozilla's, as in Node.js, with those that
//! `NODE_EXTRA_CA_CERTS` names.

use std::sync::Arc;

use sequelize_types::{Error, Result};
use sha2::{Digest, Sha256};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use tokio_rustls::rustls::client::WebPkiServerVerifier;
use tokio_rustls::rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use tokio_rustls::rustls::crypto::{
    CryptoProvider, aws_lc_rs, verify_tls12_signature, verify_tls13_signature,
};
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName, UnixTime};
use tokio_rustls::rustls::{
    CertificateError, ClientConfig, DigitallySignedStruct, Error as TlsError, RootCertStore, SignatureScheme,
};

use super::error;
use super::options::TlsOptions;

pub(super) async fn wrap(
    socket: TcpStream,
    host: &str,
    options: &TlsOptions,
) -> Result<TlsStream<TcpStream>> {
    let name = options.server_name.as_deref().unwrap_or(host);
    let server = ServerName::try_from(name.to_owned())
        .map_err(|_| error::of_connecting(format!("{name} is no name that a certificate could be for")))?;
    let connector = TlsConnector::from(Arc::new(config(options)?));
    connector.connect(server, socket).await.map_err(|failure| describe(&failure, name))
}

fn config(options: &TlsOptions) -> Result<ClientConfig> {
    let provider = Arc::new(aws_lc_rs::default_provider());
    let builder = ClientConfig::builder_with_provider(Arc::clone(&provider))
        .with_safe_default_protocol_versions()
        .map_err(|failure| error::of_connecting(failure.to_string()))?
        .dangerous()
        .with_custom_certificate_verifier(verifier(options, provider)?);
    let (Some(certificate), Some(key)) = (&options.certificate, &options.key) else {
        return Ok(builder.with_no_client_auth());
    };
    let chain = CertificateDer::pem_slice_iter(certificate.as_bytes())
        .collect::<Result<Vec<_>, _>>()
        .map_err(|failure| not_pem("cert", &failure))?;
    let key = PrivateKeyDer::from_pem_slice(key.as_bytes()).map_err(|failure| not_pem("key", &failure))?;
    builder.with_client_auth_cert(chain, key).map_err(|failure| error::of_connecting(failure.to_string()))
}

fn verifier(options: &TlsOptions, provider: Arc<CryptoProvider>) -> Result<Arc<dyn ServerCertVerifier>> {
    if !options.verifies {
        return Ok(Arc::new(Trusting(provider)));
    }
    let mut roots = RootCertStore::empty();
    match &options.authorities {
        Some(pem) => {
            for certificate in CertificateDer::pem_slice_iter(pem.as_bytes()) {
                let certificate = certificate.map_err(|failure| not_pem("ca", &failure))?;
                roots.add(certificate).map_err(|failure| error::of_connecting(failure.to_string()))?;
            }
        }
        None => {
            roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
            let extra = std::env::var("NODE_EXTRA_CA_CERTS").ok();
            if let Some(certificates) = extra.and_then(|path| CertificateDer::pem_file_iter(path).ok()) {
                roots.add_parsable_certificates(certificates.filter_map(|certificate| certificate.ok()));
            }
        }
    }
    let verifier = WebPkiServerVerifier::builder_with_provider(Arc::new(roots), provider)
        .build()
        .map_err(|failure| error::of_connecting(failure.to_string()))?;
    Ok(verifier)
}

fn not_pem(name: &str, failure: &dyn std::fmt::Display) -> Error {
    error::of_connecting(format!("ssl.{name} is not in PEM form: {failure}"))
}

/// Words and codes of Node.js where it has its own.
fn describe(failure: &std::io::Error, name: &str) -> Error {
    let inner = failure.get_ref().and_then(|inner| inner.downcast_ref::<TlsError>());
    let Some(TlsError::InvalidCertificate(reason)) = inner else {
        return error::of_connecting(failure.to_string());
    };
    let (message, code) = match reason {
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => {
            ("certificate has expired".to_owned(), "CERT_HAS_EXPIRED")
        }
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => (
            format!(
                "Hostname/IP does not match certificate's altnames: {name} is not in the cert's altnames"
            ),
            "ERR_TLS_CERT_ALTNAME_INVALID",
        ),
        CertificateError::UnknownIssuer => {
            ("self-signed certificate".to_owned(), "DEPTH_ZERO_SELF_SIGNED_CERT")
        }
        other => (format!("{other:?}"), ""),
    };
    let failure =
        sequelize_types::error::DatabaseFailure { message, code: code.to_owned(), ..Default::default() };
    Error::connecting(sequelize_types::error::ConnectCause::Other, failure)
}

/// `rejectUnauthorized: false`: whoever answers is believed; what it signs must still be signed.
#[derive(Debug)]
struct Trusting(Arc<CryptoProvider>);

impl ServerCertVerifier for Trusting {
    fn verify_server_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, TlsError> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, TlsError> {
        verify_tls12_signature(message, certificate, signature, &self.0.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, TlsError> {
        verify_tls13_signature(message, certificate, signature, &self.0.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.signature_verification_algorithms.supported_schemes()
    }
}

/// `tls-server-end-point` of RFC 5929: the certificate hashed as it is signed. Only SHA-256 and what RFC 5929 replaces
/// by it; `None` for the longer hashes.
pub(super) fn certificate_hash(certificate: &CertificateDer<'_>) -> Option<Vec<u8>> {
    const LONGER: [&[u8]; 4] = [
        &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0c],
        &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0d],
        &[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x03],
        &[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x04],
    ];
    let der: &[u8] = certificate.as_ref();
    let is_longer = LONGER.iter().any(|oid| der.windows(oid.len()).any(|window| window == *oid));
    if is_longer {
        return None;
    }
    Some(Sha256::digest(der).to_vec())
}
