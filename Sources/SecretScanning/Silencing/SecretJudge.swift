import GateModel

/// Decides of what was found in one text whether it is told or known.
struct SecretJudge {
  /// A secret, and the bytes that it lies in.
  struct Subject {
    var family: String
    var secret: Range<Int>
    var bytes: [UInt8]
    /// The line on which what a rule matched begins, where it is not the secret's.
    var matchLine: Int?
    /// Whether a rule of the project's own found it, which knows its exceptions.
    var isOfOwnRule = false
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
        fingerprint: finding.fingerprint ?? "", path: path,
        line: subject.matchLine ?? finding.range?.line ?? 0, commit: commit)
      if let silenced = exceptions.silenced(&finding, question) {
        result.silenced.append(silenced)
        return
      }
      if !subject.isOfOwnRule, let line = try lineOfExclusion(finding.rule, subject) {
        result.silenced.append(
          SilencedFinding(finding, place: .external, origin: "\(GitleaksConfiguration.path):\(line)"))
        return
      }
    }
    result.findings.append(finding)
  }

  private func lineOfExclusion(_ rule: String, _ subject: Subject) throws(SecretScanningError) -> Int? {
    guard let configuration = exceptions?.gitleaks else { return nil }
    let text = GitleaksText(subject.bytes, path: path, commit: commit)
    return try configuration.exception(id: rule, family: subject.family, subject.secret, in: text)
  }
}
