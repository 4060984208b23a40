import GateModel

/// Decides of what was found in one text whether it is told or known.
struct SecretJudge {
  /// A secret, and the bytes that it lies in.
  struct Subject {
    var family: String
    var secret: Range<Int>
    var bytes: [UInt8]
  }

  private let exceptions: SecretExceptions?
  private let path: RepositoryPath
  private let commit: String?

  /// - Parameter commit: the commit that recorded the text, in hexadecimal digits, where one is looked at.
  init(_ exceptions: SecretExceptions?, path: RepositoryPath, commit: String?) {
    self.exceptions = exceptions
    self.path = path
    self.commit = commit
  }

  /// What fingerprints are keyed with, `nil` where it is for the scanner to say.
  var key: [UInt8]? { exceptions?.key }

  /// Puts `finding` where it belongs; a comment beside it wins over lists.
  func add(
    _ finding: Finding, _ subject: Subject, isCommented: Bool, to result: inout SecretScan
  ) throws(SecretScanningError) {
    if isCommented {
      result.silenced.append(SilencedFinding(finding, place: .inSource))
      return
    }
    var finding = finding
    if let exceptions {
      let question = SecretExceptions.Subject(
        rule: finding.rule, family: subject.family, secret: subject.bytes[subject.secret],
        fingerprint: finding.fingerprint ?? "", path: path, line: finding.range?.line ?? 0, commit: commit)
      if let silenced = exceptions.silenced(&finding, question) {
        result.silenced.append(silenced)
        return
      }
    }
    result.findings.append(finding)
  }
}
