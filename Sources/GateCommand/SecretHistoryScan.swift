import GateModel
import GitRepository
import Reporting
import SecretScanning

/// Looks for secrets in all that a repository holds: each version of each file once, and the messages of commits and tags.
struct SecretHistoryScan {
  /// Larger versions are named instead of scanned.
  private static let sizeLimit = 256 << 20
  /// More of what was not looked at is counted.
  private static let namedLimit = 20
  private static let shortLength = 10

  let scanner: SecretScanner

  /// What one object came to.
  private struct Scanned: Sendable {
    var findings: [Finding] = []
    var failure: String?
  }

  private typealias Sweep = HistorySweep<Scanned>

  /// One secret, with all objects that hold it.
  private struct Secret: Hashable {
    var rule: String
    var fingerprint: String
    var path: RepositoryPath?
  }

  /// The outcome for the repository, and how many versions of files were looked at.
  func run(in repository: borrowing Repository) throws(CommandFailure) -> (outcome: CheckOutcome, count: Int) {
    do throws(GitError) {
      let sweep: Sweep = try repository.sweepHistory(limit: Self.sizeLimit) { [scanner] bytes, path, _ in
        Self.scan(bytes, path, with: scanner)
      }
      var findings = try located(sweep, in: repository)
      if repository.isShallow { findings.append(Self.shallowness) }
      let problems =
        sweep.hits.compactMap { hit in hit.result.failure.map { "\(hit.path ?? "a message"): \($0)" } }
        + sweep.omissions.map(Self.description)
      if problems.isEmpty { return (.judged(by: findings), sweep.blobCount) }
      let rest = problems.count - Self.namedLimit
      let output = problems.prefix(Self.namedLimit).map { $0 + "\n" }.joined() + (rest > 0 ? "and \(rest) more\n" : "")
      let reason =
        "\(problems.count) \(problems.count == 1 ? "object was" : "objects were") not scanned: \(problems[0])"
      return (CheckOutcome(.errored, findings: findings, output: output, reason: reason), sweep.blobCount)
    } catch {
      throw CommandFailure(error)
    }
  }

  private static func scan(_ bytes: [UInt8], _ path: RepositoryPath?, with scanner: SecretScanner) -> Scanned? {
    do throws(SecretScanningError) {
      let findings = try scanner.scan(bytes, path: path ?? RepositoryPath("message"))
      return findings.isEmpty ? nil : Scanned(findings: findings)
    } catch {
      return Scanned(failure: error.description)
    }
  }

  /// The findings, each secret of a path once, where it first was.
  private func located(_ sweep: Sweep, in repository: borrowing Repository) throws(GitError) -> [Finding] {
    let blobs = sweep.hits.filter { !$0.isMessage && !$0.result.findings.isEmpty }
    let places = try repository.firstCommits(holding: blobs.map { ($0.id, $0.path ?? RepositoryPath(bytes: [])) })
    var first: [Secret: (order: Int, finding: Finding)] = [:]
    for hit in blobs {
      let place = places[hit.id]
      for finding in hit.result.findings {
        let path = place?.path ?? hit.path
        let order = place?.order ?? .max
        let secret = Secret(rule: finding.rule, fingerprint: finding.fingerprint ?? finding.message, path: path)
        // Of one version the first place counts.
        if let known = first[secret], known.order <= order { continue }
        first[secret] = (order, Self.placed(finding, path, place, of: hit.id))
      }
    }
    var findings = first.values.map(\.finding)
    for hit in sweep.hits where hit.isMessage {
      let place = try? repository.place(ofCommit: hit.id)
      findings += hit.result.findings.map { Self.placed($0, inMessageOf: hit.id, place) }
    }
    return findings.sorted(by: Self.precedes)
  }

  private static func placed(
    _ finding: Finding, _ path: RepositoryPath?, _ place: HistoricPlace?, of blob: ObjectID
  ) -> Finding {
    var finding = finding
    finding.path = path
    guard let place else {
      finding.severity = min(finding.severity, .warning)
      finding.message += ", in the object \(short(blob)), which no ref reaches"
      finding.help = "it is here only, and goes with `git reflog expire --expire=now --all && git gc --prune=now`"
      return finding
    }
    finding.message += ", first in commit \(description(of: place))"
    finding.help =
      "it stays in the history though later commits take it out; `git filter-repo --replace-text` takes it out of all"
    return finding
  }

  private static func placed(_ finding: Finding, inMessageOf id: ObjectID, _ place: HistoricPlace?) -> Finding {
    var finding = finding
    let line = finding.range.map { "on line \($0.line) of " } ?? "in "
    finding.path = nil
    finding.range = nil
    finding.message += ", \(line)the message of \(place.map { "commit " + description(of: $0) } ?? "tag \(short(id))")"
    finding.help = "`git rebase -i` with `reword` writes another message; `git filter-repo --replace-message` many"
    return finding
  }

  private static func description(of place: HistoricPlace) -> String {
    let day = place.date == 0 ? nil : CalendarDay(secondsSince1970: place.date).description
    let details = [day, place.author].compactMap { $0 }.joined(separator: ", ")
    return short(place.commit) + (details.isEmpty ? "" : " (\(details))")
  }

  private static func short(_ id: ObjectID) -> Substring { id.description.prefix(shortLength) }

  private static func description(of omission: Sweep.Omission) -> String {
    if let size = omission.size {
      return "\(omission.path.map(\.description) ?? "an object") (\(short(omission.id))) has \(size) bytes, "
        + "more than the limit of \(sizeLimit)"
    }
    let place = omission.path.flatMap { $0.bytes.isEmpty ? nil : " in \($0)" } ?? ""
    return
      "the object \(short(omission.id))\(place) is not here; `git fetch --refetch --no-filter` gets what a partial clone lacks"
  }

  private static let shallowness = Finding(
    rule: "not-scanned", severity: .warning,
    message: "this is a shallow clone: what lies before it was not searched for secrets", help: "git fetch --unshallow")

  private static func precedes(_ left: Finding, _ right: Finding) -> Bool {
    let paths = (left.path?.bytes ?? [], right.path?.bytes ?? [])
    if paths.0 != paths.1 { return paths.0.lexicographicallyPrecedes(paths.1) }
    let lines = (left.range?.line ?? 0, right.range?.line ?? 0)
    if lines.0 != lines.1 { return lines.0 < lines.1 }
    return (left.rule, left.message) < (right.rule, right.message)
  }
}
