//! TLS for connections to servers: rustls with Mozilla's roots, or the certificates that the user gives.
//!
//! Options are those of Node's `tls.connect` that users of `pg`, `mysql2` and `mariadb` write. What goes wrong is told in
//! Node's words and codes.

use std::fmt;
use std::sync::Arc;

use sequelize_types::{Error, Result, Value};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::client::WebPkiServerVerifier;
use tokio_rustls::rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use tokio_rustls::rustls::crypto::{CryptoProvider, aws_lc_rs};
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName, UnixTime};
use tokio_rustls::rustls::{
    CertificateError, ClientConfig, DigitallySignedStruct, Error as RustlsError, RootCertStore,
    SignatureScheme, SupportedProtocolVersion, version,
};

/// TCP, a Unix socket, or TLS over either.
pub trait Socket: AsyncRead + AsyncWrite + Unpin + Send {}
impl<T: AsyncRead + AsyncWrite + Unpin + Send> Socket for T {}

#[derive(Clone)]
pub struct TlsOptions {
    config: Arc<ClientConfig>,
    server_name: Option<String>,
}

/// The text by which two options are the same: a configuration itself cannot be compared.
impl fmt::Debug for TlsOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TlsOptions").field("server_name", &self.server_name).finish_non_exhaustive()
    }
}

impl PartialEq for TlsOptions {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.config, &other.config) && self.server_name == other.server_name
    }
}

/// Why there is no TLS: Node's code, which may be empty, and message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TlsFailure {
    pub code: &'static str,
    pub message: String,
}

impl TlsOptions {
    /// Reads `{ca, cert, key, servername, rejectUnauthorized, verifyIdentity, minVersion, maxVersion}`; `ca`, `cert` and
    /// `key` are PEM, as text or bytes, or lists of such. `true` asks for the defaults.
    /// # Errors
    /// Another option, a value that means nothing, or a certificate that is none.
    pub fn read(value: &Value) -> Result<Self> {
        let empty = Value::Object(sequelize_types::Object::new());
        let value = if value.as_object().is_some() { value } else { &empty };
        refuse_unknown(value)?;
        let ca = pem_of(value, "ca")?;
        let roots = if ca.is_empty() {
            RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() }
        } else {
            roots_of(&ca)?
        };
        let provider = Arc::new(aws_lc_rs::default_provider());
        let verifier = Verifier::new(value, roots, &ca, &provider)?;
        let builder = ClientConfig::builder_with_provider(provider)
            .with_protocol_versions(&versions(value)?)
            .map_err(|failure| Error::plain(failure.to_string()))?
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(verifier));
        let (cert, key) = (pem_of(value, "cert")?, pem_of(value, "key")?);
        let config = if cert.is_empty() && key.is_empty() {
            builder.with_no_client_auth()
        } else {
            let chain = certificates("cert", &cert)?;
            let key = PrivateKeyDer::from_pem_slice(&key)
                .map_err(|_| bad("key", "a private key without passphrase"))?;
            builder.with_client_auth_cert(chain, key).map_err(|failure| Error::plain(failure.to_string()))?
        };
        Ok(Self {
            config: Arc::new(config),
            server_name: value.get("servername").and_then(Value::as_str).map(str::to_owned),
        })
    }

    /// Begins TLS on an open socket. `host` is whom the certificate must name, unless `servername` says otherwise.
    /// # Errors
    /// The other end has no TLS, or a certificate that is refused.
    pub async fn wrap<S: Socket + 'static>(
        &self,
        socket: S,
        host: &str,
    ) -> Result<Box<dyn Socket>, TlsFailure> {
        let host = self.server_name.as_deref().unwrap_or(host);
        let name = ServerName::try_from(host.to_owned()).map_err(|_| TlsFailure {
            code: "ERR_TLS_CERT_ALTNAME_INVALID",
            message: format!("{host} is no name that a certificate could have"),
        })?;
        match TlsConnector::from(Arc::clone(&self.config)).connect(name, socket).await {
            Ok(stream) => Ok(Box::new(stream)),
            Err(failure) => Err(describe(&failure, host)),
        }
    }
}

/// What Node takes and means nothing to a client, or the same as here.
const KNOWN: [&str; 9] = [
    "ca",
    "cert",
    "key",
    "servername",
    "rejectUnauthorized",
    "verifyIdentity",
    "minVersion",
    "maxVersion",
    "require",
];

fn refuse_unknown(value: &Value) -> Result<()> {
    for (name, given) in value.as_object().into_iter().flat_map(|object| object.names()) {
        if !KNOWN.contains(&name) && !given.is_undefined() {
            return Err(Error::unsupported(format!("The option ssl.{name}"), None));
        }
    }
    Ok(())
}

fn bad(name: &str, expected: &str) -> Error {
    Error::plain(format!("ssl.{name} must be {expected} as PEM"))
}

/// The texts of an option, one after the other.
fn pem_of(value: &Value, name: &str) -> Result<Vec<u8>> {
    fn append(out: &mut Vec<u8>, value: &Value, name: &str) -> Result<()> {
        match value {
            Value::Undefined | Value::Null | Value::Bool(false) => {}
            Value::Text(text) => out.extend_from_slice(text.as_bytes()),
            Value::Bytes(bytes) => out.extend_from_slice(bytes),
            Value::Array(items) => {
                for item in items {
                    append(out, item, name)?;
                    out.push(b'\n');
                }
            }
            _ => return Err(bad(name, "text or a Buffer")),
        }
        Ok(())
    }
    let mut out = Vec::new();
    append(&mut out, value.get(name).unwrap_or(&Value::Undefined), name)?;
    Ok(out)
}

fn certificates(name: &str, pem: &[u8]) -> Result<Vec<CertificateDer<'static>>> {
    let found: std::result::Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem).collect();
    match found {
        Ok(found) if !found.is_empty() => Ok(found),
        _ => Err(bad(name, "certificates")),
    }
}

fn roots_of(pem: &[u8]) -> Result<RootCertStore> {
    let mut roots = RootCertStore::empty();
    for certificate in certificates("ca", pem)? {
        roots.add(certificate).map_err(|_| bad("ca", "certificates"))?;
    }
    Ok(roots)
}

fn versions(value: &Value) -> Result<Vec<&'static SupportedProtocolVersion>> {
    let number = |name: &str, default: u8| match value.get(name).and_then(Value::as_str) {
        None => Ok(default),
        Some("TLSv1" | "TLSv1.1" | "TLSv1.2") => Ok(2),
        Some("TLSv1.3") => Ok(3),
        Some(other) => Err(Error::plain(format!("ssl.{name} must be a version of TLS, not {other}"))),
    };
    let (min, max) = (number("minVersion", 2)?, number("maxVersion", 3)?);
    let all = [(2, &version::TLS12), (3, &version::TLS13)];
    let chosen: Vec<_> = all
        .into_iter()
        .filter(|(number, _)| (min..=max).contains(number))
        .map(|(_, version)| version)
        .collect();
    if chosen.is_empty() {
        return Err(Error::plain("ssl.minVersion is above ssl.maxVersion"));
    }
    Ok(chosen)
}

/// `rejectUnauthorized` and `verifyIdentity`.
#[derive(Debug)]
struct Verifier {
    inner: Arc<WebPkiServerVerifier>,
    provider: Arc<CryptoProvider>,
    accepts_all: bool,
    checks_name: bool,
    /// What the user trusts. A server may use such a certificate itself.
    trusted: Vec<CertificateDer<'static>>,
}

impl Verifier {
    fn new(value: &Value, roots: RootCertStore, ca: &[u8], provider: &Arc<CryptoProvider>) -> Result<Self> {
        let inner = WebPkiServerVerifier::builder_with_provider(Arc::new(roots), Arc::clone(provider))
            .build()
            .map_err(|failure| Error::plain(failure.to_string()))?;
        let is_false = |name| matches!(value.get(name), Some(Value::Bool(false)));
        Ok(Self {
            inner,
            provider: Arc::clone(provider),
            accepts_all: is_false("rejectUnauthorized"),
            checks_name: !is_false("verifyIdentity"),
            trusted: if ca.is_empty() { Vec::new() } else { certificates("ca", ca)? },
        })
    }
}

impl ServerCertVerifier for Verifier {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> std::result::Result<ServerCertVerified, RustlsError> {
        if self.accepts_all {
            return Ok(ServerCertVerified::assertion());
        }
        let verdict =
            self.inner.verify_server_cert(end_entity, intermediates, server_name, ocsp_response, now);
        match verdict {
            Err(RustlsError::InvalidCertificate(
                CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. },
            )) if !self.checks_name => Ok(ServerCertVerified::assertion()),
            // A certificate of a server's own making, given as `ca`: it is trusted as it stands.
            Err(RustlsError::InvalidCertificate(CertificateError::Other(_)))
                if self.trusted.iter().any(|trusted| trusted.as_ref() == end_entity.as_ref()) =>
            {
                Ok(ServerCertVerified::assertion())
            }
            verdict => verdict,
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> std::result::Result<HandshakeSignatureValid, RustlsError> {
        self.inner.verify_tls12_signature(message, cert, dss)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> std::result::Result<HandshakeSignatureValid, RustlsError> {
        self.inner.verify_tls13_signature(message, cert, dss)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}

fn describe(failure: &std::io::Error, host: &str) -> TlsFailure {
    let inner = failure.get_ref().and_then(|inner| inner.downcast_ref::<RustlsError>());
    let Some(RustlsError::InvalidCertificate(refused)) = inner else {
        return TlsFailure {
            code: "",
            message: inner.map_or_else(|| failure.to_string(), ToString::to_string),
        };
    };
    let (code, message) = match refused {
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => {
            ("CERT_HAS_EXPIRED", "certificate has expired".to_owned())
        }
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
            ("CERT_NOT_YET_VALID", "certificate is not yet valid".to_owned())
        }
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => (
            "ERR_TLS_CERT_ALTNAME_INVALID",
            format!("Hostname/IP does not match certificate's altnames: {host} is not in the cert's list"),
        ),
        CertificateError::UnknownIssuer => {
            ("SELF_SIGNED_CERT_IN_CHAIN", "self-signed certificate in certificate chain".to_owned())
        }
        // An authority's certificate that a server shows as its own; rustls has no case for it.
        other if other.to_string().contains("CaUsedAsEndEntity") => {
            ("DEPTH_ZERO_SELF_SIGNED_CERT", "self-signed certificate".to_owned())
        }
        other => ("", other.to_string()),
    };
    TlsFailure { code, message }
}
