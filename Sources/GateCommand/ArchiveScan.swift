import Archives
import GateModel
import SecretScanning

/// Looks for secrets in what an archive holds.
struct ArchiveScan {
  /// Finds the secrets in one member.
  let scanMember: ([UInt8], RepositoryPath) throws(CheckError) -> SecretScan

  init(_ scanMember: @escaping ([UInt8], RepositoryPath) throws(CheckError) -> SecretScan) {
    self.scanMember = scanMember
  }

  /// So many members that were not unpacked are named; an archive of thousands of encrypted files is one fault.
  private static let nameLimit = 10

  /// What is in the members of `archive`, which are named `a.zip!inner/file`, and what could not be looked into; then
  /// those of `outer`, which are of the archive's own bytes, that are not of the same secrets. Of what is no archive they are
  /// `outer`.
  ///
  /// - Throws: what the scan of a member throws.
  func scan(
    _ archive: [UInt8], at path: RepositoryPath, besides outer: SecretScan
  ) throws(CheckError) -> SecretScan {
    var inner = SecretScan()
    var skipped: [Finding] = []
    var error: CheckError?
    let isArchive = archive.withUnsafeBytes { bytes in
      ArchiveReader().read(bytes, named: Array(path.name)) { member in
        let place = member.name.isEmpty ? path : RepositoryPath(bytes: path.bytes + [UInt8(ascii: "!")] + member.name)
        switch member.content {
        case .skipped(let reason):
          skipped.append(Self.skipped(place, reason))
        case .bytes(let content):
          if error != nil { return }
          do throws(CheckError) {
            let found = try scanMember(content, place)
            inner.findings += found.findings
            inner.silenced += found.silenced
          } catch let problem {
            error = problem
          }
        }
      }
    }
    if let error { throw error }
    guard isArchive else { return outer }
    if skipped.count > Self.nameLimit {
      let more = skipped.count - Self.nameLimit
      skipped.removeLast(more)
      skipped.append(Self.skipped(path, "\(more) more of its members cannot be looked into"))
    }
    let known = Set((inner.findings + inner.silenced.map(\.finding)).compactMap(\.fingerprint))
    func isNew(_ finding: Finding) -> Bool { finding.fingerprint.map { !known.contains($0) } ?? true }
    inner.findings = outer.findings.filter(isNew) + inner.findings + skipped
    inner.silenced = outer.silenced.filter { isNew($0.finding) } + inner.silenced
    return inner
  }

  /// What is said of something that was not unpacked, or of an archive itself.
  static func skipped(_ path: RepositoryPath, _ reason: String) -> Finding {
    Finding(
      rule: "archive-not-searched", severity: .error, message: "it was not searched for secrets: \(reason)", path: path,
      help: "Look into it by hand, and exclude the archive from the check, or keep it out of git.")
  }
}
