import Foundation
package import GateModel

/// A certificate for 127.0.0.1, with the authority that signed it, made by openssl(1) for one test.
package final class TestCertificate: Sendable {
  private let temporary: TemporaryDirectory

  /// The authority, for those who shall trust the server.
  package var authority: LocalPath { temporary.path.appending("authority.pem") }
  /// What the server shows.
  package var certificate: LocalPath { temporary.path.appending("server.pem") }
  /// The server's private key.
  package var key: LocalPath { temporary.path.appending("server.key") }

  package init() throws {
    temporary = try TemporaryDirectory()
    let request = ["req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    let authority = ["-x509", "-days", "2", "-subj", "/CN=authority of a test"]
    try openssl(request + authority + ["-keyout", "authority.key", "-out", "authority.pem"])
    try openssl(request + ["-subj", "/CN=127.0.0.1", "-keyout", "server.key", "-out", "server.csr"])
    try "subjectAltName=IP:127.0.0.1\n".write(
      toFile: "\(temporary.path)/names", atomically: false, encoding: .utf8)
    try openssl([
      "x509", "-req", "-days", "2", "-in", "server.csr", "-CA", "authority.pem", "-CAkey", "authority.key",
      "-CAcreateserial", "-extfile", "names", "-out", "server.pem",
    ])
  }

  private func openssl(_ arguments: [String]) throws {
    let result = try runProcess("openssl", arguments, directory: temporary.path)
    if result.status != 0 { throw TestSupportError("openssl \(arguments[0]): \(result.errors)") }
  }
}
