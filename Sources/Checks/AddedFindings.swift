import GateModel

/// Tells the secrets that a change brings from those that its files held before.
///
/// A finding was there before when the version that was changed has one of the same rule and secret on lines of the same
/// bytes; where it has fewer of them, the rest was added. So a line that is edited counts, a block that moves within its file
/// does not, and a secret that only its new neighbour makes one does, though its own line is old. A path that is new counts as
/// a whole, and so does one that is recorded anew without an edit: moved, or its mode changed.
struct AddedFindings {
  /// What makes two findings the same one.
  private struct Identity: Hashable {
    var rule: String
    var fingerprint: String
    var lines: [UInt8]
  }

  private let check: SecretsCheck
  private let content: any ContentSource
  private let changes: [RepositoryPath: Change]

  init(of check: SecretsCheck, in scope: CheckScope) throws(CheckError) {
    self.check = check
    content = scope.content
    changes = Dictionary(try scope.changes.changes.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Those of `findings` that the change brings, in their order; they are of the content under check.
  func added(_ findings: [Finding]) throws(CheckError) -> [Finding] {
    var added: [Finding] = []
    var index = findings.startIndex
    // Neighbours are of one file.
    while index < findings.endIndex {
      let path = file(of: findings[index])
      let end = findings[index...].firstIndex { file(of: $0) != path } ?? findings.endIndex
      let part = Array(findings[index..<end])
      index = end
      guard let path, let change = changes[path], let new = change.new, let old = Self.edited(change) else {
        added += part
        continue
      }
      added += try self.added(part, in: new, since: old, at: path)
    }
    return added
  }

  /// The file that was changed; of a member of an archive it is the archive.
  private func file(of finding: Finding) -> RepositoryPath? {
    finding.path.map { path in
      changes[path] != nil ? path : path.possibleArchives.first { changes[$0] != nil } ?? path
    }
  }

  /// The version at `path` that the content under check or the commits before it started from, `nil` where there was none.
  func start(of path: RepositoryPath) throws(CheckError) -> FileVersion? {
    guard let change = changes[path] else { return try content.version(at: path) }
    return change.oldPath == nil ? change.old : nil
  }

  /// Those of `findings`, which are of the version `new`, that `old` did not have.
  func added(
    _ findings: [Finding], in new: FileVersion, since old: FileVersion, at path: RepositoryPath
  ) throws(CheckError) -> [Finding] {
    let earlier = try check.findings(in: old, at: path, of: content)
    if earlier.isEmpty { return findings }
    let oldLines = Lines(try check.bytes(of: old, in: content))
    let newLines = Lines(try check.bytes(of: new, in: content))
    var left: [Identity: Int] = [:]
    for identity in earlier.compactMap({ Self.identity(of: $0, at: path, in: oldLines) }) {
      left[identity, default: 0] += 1
    }
    return findings.filter { finding in
      guard let identity = Self.identity(of: finding, at: path, in: newLines), let count = left[identity], count > 0
      else {
        return true
      }
      left[identity] = count - 1
      return false
    }
  }

  /// The version that a change edits in place, `nil` where it does something else.
  private static func edited(_ change: Change) -> FileVersion? {
    guard change.status == .modified, let old = change.old, let new = change.new, old.id != new.id else { return nil }
    return old
  }

  private static func identity(of finding: Finding, at path: RepositoryPath, in lines: Lines) -> Identity? {
    guard let range = finding.range, let fingerprint = finding.fingerprint else { return nil }
    // Of what is packed there are no lines to compare; what is called the same is the same.
    if let place = finding.path, place != path {
      return Identity(rule: finding.rule, fingerprint: fingerprint, lines: place.bytes)
    }
    return Identity(
      rule: finding.rule, fingerprint: fingerprint,
      lines: lines[range.line...(max(range.line, range.endLine ?? range.line))])
  }

  /// The lines of a file, by their numbers.
  private struct Lines {
    private let lines: [ArraySlice<UInt8>]

    init(_ bytes: [UInt8]) {
      lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    }

    /// The bytes of these lines, as far as there are any.
    subscript(numbers: ClosedRange<Int>) -> [UInt8] {
      let range = (numbers.lowerBound - 1)..<numbers.upperBound
      return Array(lines[range.clamped(to: lines.indices)].joined(separator: [UInt8(ascii: "\n")]))
    }
  }
}
