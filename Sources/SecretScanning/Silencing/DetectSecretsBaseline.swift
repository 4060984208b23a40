import DocumentTree
package import GateModel

/// `.secrets.baseline`, the list of detect-secrets: for each file the SHA-1 of the secrets that are known in it.
package enum DetectSecretsBaseline {
  package static let path = RepositoryPath(".secrets.baseline")
  /// A longer list is refused, in bytes.
  package static let sizeLimit = 16 << 20

  /// The exceptions of the list that `bytes` hold.
  ///
  /// - Throws: `SilencingError` where it is no JSON, or not what detect-secrets writes.
  package static func exceptions(
    _ bytes: [UInt8], file: RepositoryPath = path
  ) throws(SilencingError) -> [SecretException] {
    let name = file.description
    let root: DocumentNode
    do throws(DocumentError) {
      root = try JSONDocument.parse(bytes)
    } catch {
      throw SilencingError(error, in: name)
    }
    guard let results = root.member("results"), case .mapping(let files) = results.content else {
      throw SilencingError("expected an object with `results`, as detect-secrets writes it", in: name, at: root.start)
    }
    var exceptions: [SecretException] = []
    for entry in files {
      guard let path = entry.key.scalarText, case .sequence(let secrets) = entry.value.content else {
        throw SilencingError("expected the list of a file's secrets", in: name, at: entry.value.start)
      }
      for secret in secrets {
        guard let digest = secret.member("hashed_secret"), let sha1 = digest.scalarText, sha1.utf8.count == 40 else {
          throw SilencingError("expected a `hashed_secret` of 40 hexadecimal digits", in: name, at: secret.start)
        }
        let slashed = path.split(separator: "\\", omittingEmptySubsequences: false).joined(separator: "/")
        exceptions.append(
          SecretException(
            .digest(path: RepositoryPath(slashed), sha1: sha1.lowercased()), file: name, line: digest.start.line))
      }
    }
    return exceptions
  }

  /// What detect-secrets may have taken for the secret where gate finds `secret`: of a key it takes the name in the first line.
  static func spellings(of secret: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    let dashes = Array("-----".utf8)
    guard secret.starts(with: dashes) else { return [secret] }
    let name = secret.dropFirst(5).prefix(64).prefix { $0 != UInt8(ascii: "-") }
    return [secret, name]
  }
}

extension DocumentNode {
  /// The value of a key of a mapping, `nil` where there is none.
  func member(_ name: String) -> DocumentNode? {
    guard case .mapping(let entries) = content else { return nil }
    return entries.last { $0.key.scalarText == name }?.value
  }
}
